package io.caicloud.hotfix.oss;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the SDK logs, at any level, until it is closed. */
final class SdkLog extends Handler implements AutoCloseable {

  private final Logger logger = Logger.getLogger("com.aliyun.oss");
  private final List<String> records = new CopyOnWriteArrayList<>();

  private SdkLog() {}

  static SdkLog open() {
    SdkLog log = new SdkLog();
    log.logger.addHandler(log);
    log.logger.setUseParentHandlers(false);
    log.logger.setLevel(Level.ALL);
    return log;
  }

  List<String> records() {
    return records;
  }

  @Override
  public void publish(LogRecord entry) {
    records.add(entry.getMessage() + " " + entry.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.setLevel(Level.OFF);
    logger.removeHandler(this);
  }
}
