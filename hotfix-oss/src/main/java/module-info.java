/** The release store on Aliyun OSS. */
module io.caicloud.hotfix.oss {
  requires static transitive org.jspecify;
  requires transitive io.caicloud.hotfix.core;
  requires aliyun.sdk.oss;
  requires com.google.common;
  requires org.apache.httpcomponents.httpclient;
  requires org.apache.httpcomponents.httpcore;
  requires tools.jackson.databind;

  exports io.caicloud.hotfix.oss;
}
