package io.caicloud.hotfix.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The events of a text, and where they are in code points. */
final class Events {

  private final ParserImpl parser;
  private int flowDepth;

  Events(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel("").setCodePointLimit(Integer.MAX_VALUE).build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  boolean hasNext() {
    return parser.hasNext();
  }

  Event next() {
    Event event = parser.next();
    if (event instanceof CollectionStartEvent start) {
      flowDepth += isFlow(start) || flowDepth > 0 ? 1 : 0;
    } else if (isEnd(event)) {
      flowDepth = Math.max(0, flowDepth - 1);
    }
    return event;
  }

  boolean nextIs(Event.ID id) {
    return parser.checkEvent(id);
  }

  /** Return how many brackets and braces are open. */
  int flowDepth() {
    return flowDepth;
  }

  static boolean isFlow(CollectionStartEvent start) {
    return start.getFlowStyle() == FlowStyle.FLOW;
  }

  static boolean isEnd(Event event) {
    return event instanceof CollectionEndEvent;
  }

  static int start(Event event) {
    return index(event.getStartMark());
  }

  static int end(Event event) {
    return index(event.getEndMark());
  }

  private static int index(Optional<Mark> mark) {
    return mark.isPresent() ? mark.get().getIndex() : 0;
  }
}
