package io.caicloud.hotfix.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path of a registry is about (OCI distribution specification, "Endpoints").
 *
 * @param kind the kind of thing
 * @param repository the repository, or an empty text
 * @param reference tag, digest or upload, or an empty text
 */
record RegistryRoute(Kind kind, String repository, String reference) {

  /** Kinds of things. */
  enum Kind {
    BASE("/v2/?()()"),
    TAGS("/v2/(NAME)/tags/list()"),
    UPLOAD("/v2/(NAME)/blobs/uploads/([^/]*)"),
    BLOB("/v2/(NAME)/blobs/([^/]+)"),
    MANIFEST("/v2/(NAME)/manifests/([^/]+)"),
    NOTHING(".*()()");

    private final Pattern pattern;

    Kind(String pattern) {
      String part = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
      this.pattern = Pattern.compile(pattern.replace("NAME", part + "(?:/" + part + ")*"));
    }
  }

  static RegistryRoute of(RegistryRequest request) {
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.pattern.matcher(request.path());
      if (matcher.matches()) {
        return new RegistryRoute(kind, matcher.group(1), matcher.group(2));
      }
    }
    throw new AssertionError(request);
  }
}
