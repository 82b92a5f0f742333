package io.caicloud.hotfix.rules.internal.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A compiled schema. Safe to share between threads. */
final class SchemaFile {

  private static final Pattern WORD = Pattern.compile("[a-z]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final Schema schema;
  private final JsonNode text;

  private SchemaFile(JsonNode text) {
    this.text = text;
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .regularExpressionFactory(SchemaFile::expression)
            .build();
    SchemaRegistry registry =
        SchemaRegistry.withDialect(
            Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(config));
    this.schema = registry.getSchema(LeanSchema.of(text));
    schema.initializeValidators();
  }

  static SchemaFile load(String name) {
    try (InputStream in = SchemaFile.class.getResourceAsStream(name)) {
      return new SchemaFile(JsonMapper.shared().readTree(Objects.requireNonNull(in, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compile a pattern so that repeated groups take no stack: Java's matcher recurses for each
   * repetition otherwise, and a long text overflows it. In our patterns no repetition ever has to
   * give back what it took.
   */
  private static RegularExpression expression(String pattern) {
    Pattern compiled = Pattern.compile(pattern.replace(")*", ")*+"));
    return text -> compiled.matcher(text).find();
  }

  /** Return what is wrong with a tree; of alternatives, what the likeliest one objects to. */
  List<Complaint> check(JsonNode tree) {
    List<Complaint> complaints = new ArrayList<>();
    for (List<Error> ways : Alternatives.likeliest(schema.validate(tree))) {
      complaints.add(complaint(ways));
    }
    return complaints;
  }

  /**
   * Return the keys that a mapping may have, from the place in the schema of one of its keywords.
   */
  Set<String> keys(NodePath place) {
    return Set.copyOf(text.at(place.getParent().toString()).path("properties").propertyNames());
  }

  private Complaint complaint(List<Error> ways) {
    Error error = ways.get(0);
    String keyword = error.getKeyword();
    Set<String> expected = new LinkedHashSet<>();
    for (Error way : ways) {
      if (ways.size() == 1 || !isOldKey(way)) {
        expected.addAll(expected(way, keyword));
      }
    }
    return new Complaint(
        keyword,
        error.getInstanceLocation().toString(),
        error.getProperty(),
        List.copyOf(expected),
        error.getEvaluationPath().contains("then"),
        null);
  }

  /** Return whether a way out is a key that the schema marks deprecated. */
  private boolean isOldKey(Error way) {
    NodePath branches = way.getSchemaLocation().getFragment().getParent().getParent();
    JsonNode keys = text.at(branches.getParent().toString()).path("properties");
    return keys.path(String.valueOf(way.getProperty())).path("deprecated").asBoolean(false);
  }

  private List<String> expected(Error error, String keyword) {
    NodePath place = error.getSchemaLocation().getFragment();
    JsonNode wanted = text.at(place.toString());
    return switch (keyword) {
      case Complaint.UNKNOWN -> keys(place).stream().sorted().toList();
      case Complaint.MISSING -> List.of(Objects.requireNonNull(error.getProperty()));
      case Complaint.TYPE -> types(error);
      case Complaint.KEY_FORM -> List.of(wanted.path("title").asString());
      case "pattern" -> List.of(text.at(place.getParent().toString()).path("title").asString());
      case "enum" -> wanted.valueStream().map(JsonNode::asString).toList();
      case "oneOf" -> alternatives(error, wanted);
      default -> List.of(wanted.isContainer() ? wanted.toString() : wanted.asString());
    };
  }

  private static List<String> types(Error error) {
    String names = String.valueOf(error.getArguments()[1]);
    return WORD.matcher(names).results().map(MatchResult::group).toList();
  }

  /** Return the keys of which there is more than one: the arguments name the branches that hold. */
  private static List<String> alternatives(Error error, JsonNode branches) {
    String indexes = Arrays.stream(error.getArguments()).skip(1).toList().toString();
    return NUMBER
        .matcher(indexes)
        .results()
        .map(index -> branches.path(Integer.parseInt(index.group())))
        .map(branch -> branch.path("required").path(0).asString())
        .toList();
  }
}
