# Found by the scripts beside it, not run by itself: finds JDK 25, builds what is missing, calls the launcher.
set -eu

local_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sources=$(cd "$local_dir/../.." && pwd)

is_jdk_25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25' "$1/release"
}

find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* /opt/*jdk*25*; do
        if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    if candidate=$(command -v javac); then
        candidate=$(dirname "$(dirname "$(readlink -f "$candidate")")")
        if is_jdk_25 "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    fi
    echo "Chengxin needs a JDK 25 and found none: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
    exit 1
}

JAVA_HOME=$(find_jdk)
export JAVA_HOME

maven() {
    if [ -x "$sources/mvnw" ]; then
        (cd "$sources" && ./mvnw "$@")
    elif command -v mvn >/dev/null; then
        (cd "$sources" && mvn "$@")
    else
        echo "Chengxin needs Maven to build itself, and there is neither ./mvnw nor mvn." >&2
        exit 1
    fi
}

# Is a module's jar missing or older than what it is made of?
stale() {
    local jar=$1
    shift
    # A repackaged jar carries the fixed date of reproducible builds; what it was made from carries the real one.
    local made=$jar
    if [ -f "$jar.original" ]; then made=$jar.original; fi
    local inputs=() input
    for input in "$sources/pom.xml" "$@"; do
        if [ -e "$input" ]; then inputs+=("$input"); fi
    done
    [ ! -f "$jar" ] || [ -n "$(find "${inputs[@]}" -type f -newer "$made" -print -quit)" ]
}

build_what_is_missing() {
    local modules=() module
    for module in gateway identity-service record-service repair-service sharing-service incentive-service education-service; do
        if stale "$sources/$module/target/$module.jar" "$sources/$module/src/main" "$sources/$module/pom.xml" \
            "$sources/deploy/chassis/src/main" "$sources/deploy/chassis/pom.xml"; then
            modules+=("$module")
        fi
    done
    if stale "$local_dir/target/local.jar" "$local_dir/src/main" "$local_dir/pom.xml"; then
        modules+=(deploy/local)
    fi
    if [ ${#modules[@]} -gt 0 ]; then
        echo "Building ${modules[*]} (a minute or more; the first time also downloads)"
        local list
        list=$(IFS=,; echo "${modules[*]}")
        if ! maven -B -ntp -q -Dmaven.test.skip=true package -pl "$list" -am; then
            echo "The build failed; the lines above say why." >&2
            exit 1
        fi
    fi
}

launch() {
    if [ ! -f "$local_dir/target/local.jar" ] || [ ! -d "$local_dir/target/parts/libs" ]; then
        echo "Nothing is built yet: run deploy/local/up first." >&2
        exit 1
    fi
    exec "$JAVA_HOME/bin/java" -Xms32m -Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
        -Dlog4j2.level=OFF -Dstdout.encoding=UTF-8 -Dchengxin.sources="$sources" \
        -cp "$local_dir/target/local.jar:$local_dir/target/parts/libs/*" org.chengxin.local.Main "$@"
}
