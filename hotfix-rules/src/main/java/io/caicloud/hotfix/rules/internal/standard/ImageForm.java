package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;

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
            values -> ContainerImage.all(values).forEach(image -> check(values, image, context)));
  }

  private void check(ValuesTree values, ContainerImage image, RuleContext context) {
    Location place = values.place(image.scalar());
    String text = Texts.brief(image.scalar().value());
    switch (image.problem()) {
      case BLANK -> context.report(error(place, "blank", text).build());
      case NO_TAG -> context.report(error(place, "no-tag", text).build());
      case OTHER_NAME -> context.report(error(place, "variable", text).build());
      case FORM -> context.report(error(place, "form", text).build());
      case LATEST -> context.report(warning(place, "latest", text).build());
      case OLD_NAME ->
          context.report(
              values.packed()
                  ? error(place, "old-name", text).build()
                  : warning(place, "old-name", text).build());
      case NONE, VARIABLE, HARD_CODED -> {}
    }
  }
}
