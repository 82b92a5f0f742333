package io.caicloud.hotfix.rules.fix;

/**
 * A stretch of lines that differs, or is only in one of two texts. Lines count from 0.
 *
 * @param from the first line that goes
 * @param to the line behind the last that goes
 * @param newFrom the first line that comes
 * @param newTo the line behind the last that comes
 */
record LineChange(int from, int to, int newFrom, int newTo) {

  LineChange moved(int lines) {
    return new LineChange(from + lines, to + lines, newFrom + lines, newTo + lines);
  }
}
