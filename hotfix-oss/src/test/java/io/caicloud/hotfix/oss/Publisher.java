package io.caicloud.hotfix.oss;

import java.nio.file.Path;

/** What a release job does with OSS, by our store or by the SDK as people use it. */
interface Publisher {

  /** Put a small file where there is no object. */
  void put(String key, Path file);

  /** Put a large file where there is no object, so that a stopped upload can be gone on with. */
  void putInParts(String key, Path file);

  /** Put bytes that come from somewhere, such as a pipe. */
  void putStream(String key, Path file);

  /** Write an object to a file. */
  void get(String key, Path target);

  /** Read one byte of an object and forget about it. */
  void peek(String key);

  /** Do what people do at the end. */
  void close();

  /** Release what is left, so that the next test is not disturbed. */
  void release();
}
