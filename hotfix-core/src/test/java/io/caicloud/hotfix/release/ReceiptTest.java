package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caicloud.hotfix.release.PublishObject.Kind;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.spec.VersionFolder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceiptTest {

  private static final Fingerprint BYTES = Fingerprint.of("bytes".getBytes(UTF_8));

  @Test
  void writes_the_comment_version_by_version() {
    Receipt receipt =
        new Receipt(
            List.of(
                entry(Kind.PACKAGE, "v2", "a", Status.UPLOADED),
                entry(Kind.PACKAGE, "v1", "a", Status.COPIED),
                entry(Kind.CHECKSUM, "v2", "a.sha256", Status.UPLOADED),
                entry(Kind.PACKAGE, "v2", "b", Status.ALREADY_THERE),
                entry(Kind.PACKAGE, "v1", "b", Status.ADOPTED),
                entry(Kind.NOTES, "v2", "README.md", Status.REPLACED)));
    assertThat(receipt.comment())
        .isEqualTo(
            """
            packages uploaded to
            oss://store/v2/a
            oss://store/v2/b
            oss://store/v1/a
            oss://store/v1/b
            /queue done-package-uploaded""");
  }

  @Test
  void has_no_comment_for_what_is_not_all_there() {
    for (Status status : List.of(Status.CONFLICT, Status.FAILED, Status.NOT_DONE)) {
      Receipt receipt =
          new Receipt(
              List.of(
                  entry(Kind.PACKAGE, "v2", "a", Status.UPLOADED),
                  entry(Kind.CHECKSUM, "v2", "a.sha256", status)));
      assertThat(receipt.isComplete()).isFalse();
      assertThatIllegalStateException().isThrownBy(receipt::comment);
    }
    Receipt notes = new Receipt(List.of(entry(Kind.NOTES, "v2", "README.md", Status.UPLOADED)));
    assertThatIllegalStateException().isThrownBy(notes::comment);
  }

  @Test
  void writes_json_of_one_form() {
    Receipt receipt =
        new Receipt(
            List.of(
                entry(Kind.PACKAGE, "v2", "补丁", Status.ALREADY_THERE),
                entry(Kind.PACKAGE, "v1", "补丁", Status.NOT_DONE),
                entry(Kind.CHECKSUM, "v2", "补丁.sha256", Status.UPLOADED).with(Status.UPLOADED, 5)));
    assertThat(receipt.toJson())
        .isEqualTo(
            """
            {
              "format" : "hotfix-receipt/1",
              "complete" : false,
              "sent" : 5,
              "targets" : [
                {
                  "folder" : "v2",
                  "complete" : true,
                  "objects" : [
                    {
                      "kind" : "package",
                      "key" : "v2/补丁",
                      "address" : "oss://store/v2/补丁",
                      "size" : 5,
                      "sha256" : "%1$s",
                      "status" : "already-there",
                      "sent" : 0
                    },
                    {
                      "kind" : "checksum",
                      "key" : "v2/补丁.sha256",
                      "address" : "oss://store/v2/补丁.sha256",
                      "size" : 5,
                      "sha256" : "%1$s",
                      "status" : "uploaded",
                      "sent" : 5
                    }
                  ]
                },
                {
                  "folder" : "v1",
                  "complete" : false,
                  "objects" : [
                    {
                      "kind" : "package",
                      "key" : "v1/补丁",
                      "address" : "oss://store/v1/补丁",
                      "size" : 5,
                      "sha256" : "%1$s",
                      "status" : "not-done",
                      "sent" : 0
                    }
                  ]
                }
              ]
            }
            """
                .formatted(BYTES.sha256().hex()));
  }

  private static ReceiptEntry entry(Kind kind, String folder, String name, Status status) {
    StoreKey key = StoreKey.of(folder + "/" + name);
    PublishObject object = new PublishObject(key, kind, VersionFolder.parse(folder), BYTES);
    return new ReceiptEntry(object, "oss://store/" + key, status, 0);
  }
}
