package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Example values files: valid ones of every shape that real addons have, and invalid ones, each
 * with one mistake that really happened. A file is named relative to their folder, such as {@code
 * 01-portal-web.yaml} or {@code invalid/empty.yaml}.
 */
public final class ValuesExamples {

  /**
   * What a valid example holds.
   *
   * @param file the file
   * @param addon the addon's name
   * @param namespace its namespace
   * @param version its version
   * @param controllers the types of the controllers in order
   * @param images the distinct images, as <code>[[ registry_release ]]/portal-web:v3.4.2</code>
   */
  public record Content(
      String file,
      String addon,
      String namespace,
      String version,
      List<String> controllers,
      List<String> images) {}

  /**
   * The one finding of an invalid example.
   *
   * @param file the file
   * @param rule the code of the rule, such as {@code HF003}
   * @param severity {@code error} or {@code warning}
   * @param place line and column, joined by a colon
   * @param note why
   */
  public record Expected(String file, String rule, String severity, String place, String note) {}

  private static final String FOLDER = "values-examples/";

  private ValuesExamples() {}

  /** Return the names of the valid examples. */
  public static List<String> valid() {
    return contents().stream().map(Content::file).toList();
  }

  /** Return the names of the invalid examples. */
  public static List<String> invalid() {
    return expected().stream().map(Expected::file).toList();
  }

  /** Return what the valid examples hold. */
  public static List<Content> contents() {
    return rows("MANIFEST.tsv")
        .filter(row -> !row[1].equals("-"))
        .map(row -> new Content(row[0], row[1], row[2], row[3], controllers(row), images(row)))
        .toList();
  }

  /** Return the findings of the invalid examples. */
  public static List<Expected> expected() {
    return rows("EXPECTED.tsv")
        .filter(row -> row[0].startsWith("invalid/"))
        .map(row -> new Expected(row[0], row[1], row[2], row[3], row.length > 4 ? row[4] : ""))
        .toList();
  }

  /**
   * Return the bytes of an example.
   *
   * @param file its name
   * @throws IllegalArgumentException if there is none of that name
   */
  public static byte[] bytes(String file) {
    try (InputStream in = ValuesExamples.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no example named " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String[]> rows(String table) {
    return new String(bytes(table), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1));
  }

  private static List<String> controllers(String[] row) {
    return List.of(row[4].split(",", -1));
  }

  private static List<String> images(String[] row) {
    return Stream.of(row[5].split(" ", -1))
        .map(image -> "[[ registry_" + image.replaceFirst("/", " ]]/"))
        .toList();
  }
}
