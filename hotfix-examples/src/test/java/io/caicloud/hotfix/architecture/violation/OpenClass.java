package io.caicloud.hotfix.architecture.violation;

import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.spec.HotfixVersion;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Index;
import org.opentest4j.TestAbortedException;

/** One of everything that the rules on the public API forbid. */
@SuppressWarnings("unused")
public class OpenClass {

  private final Index hidden = Index.atIndex(0);

  private Optional<HotfixVersion> imported(Severity severity) {
    return Optional.empty();
  }

  Index alsoHidden() {
    return hidden;
  }

  /** Shows it as a field. */
  public static final class ShowsField {
    public static final Index FIELD = Index.atIndex(0);
  }

  /** Shows it as a parameter. */
  public interface ShowsParameter {
    void with(Index index);
  }

  /** Shows it as a result. */
  public interface ShowsResult {
    Index index();
  }

  /** Shows it as a type argument. */
  public interface ShowsTypeArgument {
    List<? extends Optional<Index>> indexes();
  }

  /** Shows it as a bound. */
  public interface ShowsBound {
    <T extends Index> T index(T index);
  }

  /** Shows it as an exception. */
  public interface ShowsException {
    void index() throws TestAbortedException;
  }

  /** Shows it as an array. */
  public interface ShowsArray {
    Index[][] indexes();
  }

  /** Shows it as a supertype. */
  @SuppressWarnings("serial")
  public static final class ShowsSupertype extends TestAbortedException {
    private static final long serialVersionUID = 1;
  }

  /** Shows a type of its own package that users cannot name. */
  public interface ShowsHiddenType {
    HiddenType hidden();
  }
}

final class HiddenType {}
