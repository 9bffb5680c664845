# shellcheck shell=bash disable=SC2016,SC2154
# Failures of Java and Maven.

version_is "$(java -version 2>&1 | head -n 1)"
with_env
quietly 'mkdir -p Hello; cd Hello; printf "public class Hello { public static void main(String[] a) { System.out.println(1); } }\n" >Hello.java; javac Hello.java; printf "\x00\x00\x00\x50" | dd of=Hello.class bs=1 seek=4 conv=notrunc'
record java-class-version 'cd Hello; java Hello'
record java-release-refused 'cd Hello; javac --release 99 Hello.java'
record java-release-refused/target 'cd Hello; javac -target 99 -source 99 Hello.java'
record java-heap-full 'cd Hello; printf "import java.util.*; public class Full { public static void main(String[] a) { List<long[]> l = new ArrayList<>(); for (;;) l.add(new long[1000000]); } }\n" >Full.java; javac Full.java; java -Xmx32m Full'
record java-certificate-unknown 'cd Hello; printf "import java.net.*; public class Get { public static void main(String[] a) throws Exception { new URL(\"https://git.acme.example/\").openStream(); } }\n" >Get.java; javac Get.java; java Get'
record address-in-use/java 'cd Hello; printf "import java.net.*; public class Bind { public static void main(String[] a) throws Exception { new ServerSocket(3128); } }\n" >Bind.java; javac Bind.java; java Bind'
record connection-refused/java 'cd Hello; printf "import java.net.*; public class Dial { public static void main(String[] a) throws Exception { new Socket(\"localhost\", 5432); } }\n" >Dial.java; javac Dial.java; java Dial'
record dns-unresolved/java 'cd Hello; printf "import java.net.*; public class Name { public static void main(String[] a) throws Exception { new Socket(\"repo.maven.apache.org\", 443); } }\n" >Name.java; javac Name.java; java Name'
innocent java 'cd Hello; java -version; java -help; printf "public class X { int x = \"a\"; }\n" >X.java; javac X.java; printf "public class Y { public static void main(String[] a) { throw new IllegalStateException(\"no\"); } }\n" >Y.java; javac Y.java; java Y'
if command -v mvn >/dev/null; then
  version_is "$(mvn --version | head -n 1 | sed 's/\x1b\[[0-9;]*m//g')"
  pom='<project><modelVersion>4.0.0</modelVersion><groupId>example.acme</groupId><artifactId>shop</artifactId><version>1</version>'
  quietly "mkdir -p mvn; cd mvn; printf '%s' '$pom<repositories><repository><id>acme</id><url>https://maven.acme.example/</url></repository></repositories><dependencies><dependency><groupId>example.acme</groupId><artifactId>lib</artifactId><version>1</version></dependency></dependencies></project>' >pom.xml"
  record java-home 'JAVA_HOME=/opt/jdk-99 mvn -version'
  record dns-unresolved/maven 'cd mvn; mvn -B compile'
  record maven-no-pom 'mkdir -p nopom; cd nopom; mvn -B compile'
  quietly "mkdir -p mvn2 .m2; cd mvn2; printf '%s' '$pom<parent><groupId>example.acme</groupId><artifactId>parent</artifactId><version>1</version></parent></project>' >pom.xml; printf '<settings><mirrors><mirror><id>acme</id><mirrorOf>*</mirrorOf><url>http://maven.acme.example/401/</url></mirror></mirrors></settings>' >s401.xml; sed s/401/404/ s401.xml >s404.xml"
  record maven-not-signed-in 'cd mvn2; mvn -B -s s401.xml compile'
  record maven-not-found 'cd mvn2; mvn -B -U -s s404.xml compile'
fi
