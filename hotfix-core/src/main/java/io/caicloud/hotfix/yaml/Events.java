package io.caicloud.hotfix.yaml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The events of a text, and where they are in code points. The parser runs some events ahead: the
 * nodes that are made of them then stand together in memory, not among what it leaves behind, and
 * whoever walks the tree finds them in half the time. What stops the parser is thrown in its place.
 */
final class Events {

  private static final int AHEAD = 256;
  private static final int BUFFER_CHARACTERS = 8192;

  private final ParserImpl parser;
  private final Event[] ahead = new Event[AHEAD];
  private int read;
  private int given;
  private @Nullable YamlEngineException stopped;
  private int flowDepth;

  Events(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("")
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(BUFFER_CHARACTERS)
            .build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
  }

  boolean hasNext() {
    fill();
    return given < read;
  }

  Event next() {
    fill();
    Event event = ahead[given++];
    if (event instanceof CollectionStartEvent start) {
      flowDepth += isFlow(start) || flowDepth > 0 ? 1 : 0;
    } else if (isEnd(event)) {
      flowDepth = Math.max(0, flowDepth - 1);
    }
    return event;
  }

  boolean nextIs(Event.ID id) {
    fill();
    return given < read && ahead[given].getEventId() == id;
  }

  private void fill() {
    if (given == read) {
      given = 0;
      read = 0;
      while (stopped == null && read < ahead.length && runAhead()) {
        read++;
      }
    }
    if (given == read && stopped != null) {
      throw stopped;
    }
  }

  /** Return whether there is one more event. */
  private boolean runAhead() {
    try {
      boolean more = parser.hasNext();
      if (more) {
        ahead[read] = parser.next();
      }
      return more;
    } catch (YamlEngineException e) {
      stopped = e;
      return false;
    }
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
