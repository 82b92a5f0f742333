package io.caicloud.hotfix.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An upload in parts that was begun and neither completed nor aborted. */
public final class OssUpload {

  private final String id;
  private final String key;
  private final Map<String, String> headers;
  private final Instant initiated;
  private final TreeMap<Integer, Part> parts = new TreeMap<>();

  /** A part that has arrived. */
  public static final class Part {
    private final int number;
    private final OssBytes content;
    private final Instant lastModified;
    private final boolean copied;

    Part(int number, OssBytes content, Instant lastModified, boolean copied) {
      this.number = number;
      this.content = content;
      this.lastModified = lastModified;
      this.copied = copied;
    }

    /** Return its number, from 1. */
    public int number() {
      return number;
    }

    /** Return the number of its bytes. */
    public long size() {
      return content.size();
    }

    /** Return its ETag without quotes: its MD5 in upper case. */
    public String etag() {
      return content.md5();
    }

    OssBytes content() {
      return content;
    }

    Instant lastModified() {
      return lastModified;
    }

    boolean copied() {
      return copied;
    }
  }

  OssUpload(String id, String key, Map<String, String> headers, Instant initiated) {
    this.id = id;
    this.key = key;
    this.headers = Map.copyOf(headers);
    this.initiated = initiated;
  }

  /** Return its id. */
  public String id() {
    return id;
  }

  /** Return the object it is to become. */
  public String key() {
    return key;
  }

  /** Return the parts that have arrived, by number. */
  public synchronized List<Part> parts() {
    return List.copyOf(parts.values());
  }

  synchronized Optional<Part> part(int number) {
    return Optional.ofNullable(parts.get(number));
  }

  /** Keep a part; return the one it replaces. */
  synchronized Optional<Part> put(Part part) {
    return Optional.ofNullable(parts.put(part.number(), part));
  }

  Map<String, String> headers() {
    return headers;
  }

  Instant initiated() {
    return initiated;
  }

  /** Return key, id and number of parts. */
  @Override
  public String toString() {
    return key + " (" + id + ", " + parts().size() + " parts)";
  }
}
