package io.caicloud.hotfix.architecture;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The English and Chinese texts of one package beside the sources that use them.
 *
 * @param english the English file
 * @param chinese the Chinese file
 * @param sources the folder of the package's sources
 * @param module the folder of the package's module
 */
record TextBundle(Path english, Path chinese, Path sources, Path module) {

  private static final String ENGLISH = "messages_en.properties";
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Path JAVA = Path.of("src", "main", "java");

  private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");
  private static final Pattern CALL =
      Pattern.compile(
          "\\bTexts\\s*\\.\\s*(?:message|invalid|failure)\\("
              + "\\s*(?:[a-z]\\w*,\\s*)?\"([^\"\\\\]+)\"\\s*[,)]");

  /**
   * The code of a rule, which stands in the constant that names the rule, often of another module.
   */
  private static final Pattern RULE = Pattern.compile("HF\\d{3}");

  private static final Pattern LITERAL =
      Pattern.compile("(\\+\\s*)?\"((?:[^\"\\\\\n]++|\\\\.)*+)\"(\\s*\\+)?");
  private static final Pattern NO_WORD = Pattern.compile("[^\\w-]+");
  private static final int SHORTEST_PART = 4;

  /** Return the bundles of all modules below a folder. */
  static List<TextBundle> below(Path root) throws IOException {
    List<TextBundle> bundles = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.filter(p -> Files.isDirectory(p.resolve(RESOURCES))).toList()) {
        Path resources = module.resolve(RESOURCES);
        try (Stream<Path> files = Files.walk(resources)) {
          files
              .filter(file -> file.endsWith(ENGLISH))
              .forEach(file -> bundles.add(of(module, resources.relativize(file.getParent()))));
        }
      }
    }
    return bundles;
  }

  private static TextBundle of(Path module, Path folder) {
    Path resources = module.resolve(RESOURCES).resolve(folder);
    return new TextBundle(
        resources.resolve(ENGLISH),
        resources.resolve("messages_zh.properties"),
        module.resolve(JAVA).resolve(folder),
        module);
  }

  /** Return what is wrong with this bundle, or an empty list. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    TreeMap<String, String> inEnglish = read(english);
    TreeMap<String, String> inChinese = read(chinese);
    compare(inEnglish, inChinese, problems);
    String code = code(sources, 1);
    for (MatchResult call : CALL.matcher(code).results().toList()) {
      if (!inEnglish.containsKey(call.group(1))) {
        problems.add("the code uses " + call.group(1) + ", which has no text");
      }
    }
    Literals used = Literals.of(code, code(module.resolve(JAVA), Integer.MAX_VALUE));
    inEnglish.keySet().stream()
        .filter(key -> !used.mayUse(key))
        .forEach(key -> problems.add("no code uses " + key));
    return problems;
  }

  private static void compare(
      TreeMap<String, String> english, TreeMap<String, String> chinese, List<String> problems) {
    Set<String> keys = new TreeSet<>(english.keySet());
    keys.addAll(chinese.keySet());
    for (String key : keys) {
      if (!english.containsKey(key) || !chinese.containsKey(key)) {
        problems.add(key + " is there in one language only");
      } else if (!places(english.get(key)).equals(places(chinese.get(key)))) {
        problems.add(key + " names other arguments in Chinese than in English");
      }
    }
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeMap<String, String> read(Path file) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    if (Files.exists(file)) {
      Properties properties = new UniqueProperties(file);
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    }
    return texts;
  }

  private static String code(Path folder, int depth) throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder, depth)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file)).append('\n');
      }
    }
    return code.toString();
  }

  /** Properties that refuse a key given twice. */
  private static final class UniqueProperties extends Properties {

    private static final long serialVersionUID = 1;

    private final transient Path file;

    UniqueProperties(Path file) {
      this.file = file;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        throw new AssertionError(key + " is there twice in " + file);
      }
      return super.put(key, value);
    }
  }

  /** The texts in quotes of the sources: whole keys, and parts from which keys are joined. */
  private record Literals(
      Set<String> whole, Set<String> starts, Set<String> ends, Set<String> words) {

    static Literals of(String ofPackage, String ofModule) {
      Literals found =
          new Literals(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
      Matcher literal = LITERAL.matcher(ofPackage);
      while (literal.find()) {
        String text = literal.group(2);
        found.whole.add(text);
        if (literal.group(1) != null && text.length() >= SHORTEST_PART) {
          found.ends.add(text);
        }
        if (literal.group(3) != null && text.length() >= SHORTEST_PART) {
          found.starts.add(text);
        }
      }
      LITERAL.matcher(ofModule).results().forEach(each -> found.addWords(each.group(2)));
      return found;
    }

    private void addWords(String text) {
      NO_WORD.splitAsStream(text).forEach(words::add);
    }

    /** Return whether a key stands in the code, or its start or end does, or each of its words. */
    boolean mayUse(String key) {
      return whole.contains(key)
          || starts.stream().anyMatch(key::startsWith)
          || ends.stream().anyMatch(key::endsWith)
          || NO_WORD
              .splitAsStream(key)
              .allMatch(word -> words.contains(word) || RULE.matcher(word).matches());
    }
  }
}
