/** The release store on Aliyun OSS. */
module io.caicloud.hotfix.oss {
  requires static transitive org.jspecify;
  requires transitive io.caicloud.hotfix.core;
  requires aliyun.sdk.oss;
}
