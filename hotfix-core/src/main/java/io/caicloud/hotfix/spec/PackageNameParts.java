package io.caicloud.hotfix.spec;

import org.jspecify.annotations.Nullable;

/** What a package name says; null for what its form does not name. */
record PackageNameParts(
    PackageForm form,
    Product product,
    @Nullable ProductVersion productVersion,
    @Nullable HotfixDesc desc,
    AddonName addon,
    @Nullable HotfixDate date,
    @Nullable HotfixVersion version) {}
