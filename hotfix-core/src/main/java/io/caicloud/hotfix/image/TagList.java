package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.RegistryRequest;
import io.caicloud.hotfix.internal.registry.RegistryResponse;
import java.util.ArrayList;
import java.util.List;

/** Says which tags there are in place of one that is missing, if the registry tells. */
final class TagList {

  private static final int ASKED = 100;
  private static final int SHOWN = 5;
  private static final int LONGEST = 128;
  private static final int BUDGET = 1 << 16;

  private final RegistryHttp http;

  TagList(RegistryHttp http) {
    this.http = http;
  }

  Message there(ImageOrigin origin) {
    List<String> tags;
    try {
      tags = tags(origin);
    } catch (HotfixException e) {
      if (e.code().equals(Failures.INTERRUPTED)) {
        throw e;
      }
      return Texts.message("tags-unknown");
    }
    if (tags.isEmpty()) {
      return Texts.message("tags-none");
    }
    String name = origin.reference().repository() + ":";
    List<String> names = shown(origin.tag(), tags).stream().map(tag -> name + tag).toList();
    return Texts.message("tags-there", String.join(", ", names));
  }

  private List<String> tags(ImageOrigin origin) {
    RegistryRequest request =
        RegistryRequest.of("GET", origin.repository(), "tags/list?n=" + ASKED)
            .expect(200, 404)
            .build();
    try (RegistryResponse answer = http.fetch(request, BUDGET)) {
      if (answer.status() == 404) {
        return List.of();
      }
      JsonPart root = JsonPart.parse(answer.readBody(BUDGET), origin.repository().toString());
      return root.texts("tags").stream().filter(tag -> tag.length() <= LONGEST).toList();
    }
  }

  private static List<String> shown(String wanted, List<String> tags) {
    List<String> shown = new ArrayList<>();
    Suggestions.closest(wanted, tags).ifPresent(shown::add);
    for (String tag : tags) {
      if (shown.size() < SHOWN && !shown.contains(tag)) {
        shown.add(tag);
      }
    }
    return shown;
  }
}
