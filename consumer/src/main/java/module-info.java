/** A program that uses hotfix on the module path. */
module org.example.consumer {
  requires io.caicloud.hotfix.core;
  requires io.caicloud.hotfix.rules;
}
