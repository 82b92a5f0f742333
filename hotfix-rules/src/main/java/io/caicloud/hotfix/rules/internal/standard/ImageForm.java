package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rules.internal.standard.ContainerImage.Problem;
import io.caicloud.hotfix.rules.internal.standard.ImageReview.Alone;

/** HF503: an image is a placeholder of a registry, a repository and a tag. */
final class ImageForm extends StandardRule<ImageReview> {

  ImageForm() {
    super(new RuleId("HF503", "image-reference"), Severity.ERROR, Clause.IMAGE, ImageReview.class);
  }

  @Override
  public void check(ImageReview review, RuleContext context) {
    forward(review.found(), context);
    review
        .values()
        .ifPresent(
            values ->
                values
                    .images()
                    .forEach(
                        image ->
                            check(
                                new Alone(values.place(image.scalar()), image.scalar().value()),
                                image.problem(),
                                values.packed(),
                                context)));
    review.alone().ifPresent(image -> check(image, aloneProblem(image.text()), true, context));
  }

  /** In values, other rules object to variables of the build and to registries. */
  private static Problem aloneProblem(String text) {
    Problem problem = ContainerImage.problem(text);
    return problem == Problem.VARIABLE || problem == Problem.HARD_CODED ? Problem.FORM : problem;
  }

  private void check(Alone image, Problem problem, boolean packed, RuleContext context) {
    Location place = image.place();
    String text = Texts.brief(image.text());
    switch (problem) {
      case BLANK -> context.report(error(place, "blank", text).build());
      case NO_TAG -> context.report(error(place, "no-tag", text).build());
      case OTHER_NAME -> context.report(error(place, "variable", text).build());
      case FORM -> context.report(error(place, "form", text).build());
      case LATEST -> context.report(warning(place, "latest", text).build());
      case OLD_NAME ->
          context.report(
              packed
                  ? error(place, "old-name", text).build()
                  : warning(place, "old-name", text).build());
      case NONE, VARIABLE, HARD_CODED -> {}
    }
  }
}
