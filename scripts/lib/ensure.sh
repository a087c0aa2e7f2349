# Makes sure that what the scripts need is there. Sourced, never run: bash, with set -euo pipefail.

# The oldest Swift this package builds with (swift-tools-version of Package.swift).
readonly OLDEST_SWIFT=6.2

# Prints what goes on; the output of the work itself stays on standard output.
say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $*"
  exit 1
}

# What building and testing need beside Swift.
readonly SYSTEM_PACKAGES=(ca-certificates curl git jq libcurl4-openssl-dev libsqlite3-dev pkg-config
  python3 python3-venv)

# The clients of other languages that `scripts/test clients` tries on the daemon.
readonly CLIENT_PACKAGES=(g++ libjsonrpccpp-dev libmojolicious-perl lua-cjson lua-socket lua5.4 ncat
  netcat-openbsd perl php-cli ruby socat)

# Installs the Debian packages that are missing; says so, asks nothing.
ensure_system_packages() {
  ensure_packages "${SYSTEM_PACKAGES[@]}"
}

# The same for the clients, whose tests are skipped where they cannot be installed.
ensure_client_packages() {
  if [[ $(id -u) -eq 0 ]] || sudo -n true 2>/dev/null; then
    ensure_packages "${CLIENT_PACKAGES[@]}"
  else
    say "without root or passwordless sudo: clients that are not installed are skipped"
  fi
}

ensure_packages() {
  local missing=() name
  if ! command -v dpkg >/dev/null; then
    say "not a Debian system: these must be installed already: $*"
    return 0
  fi
  for name in "$@"; do
    package_present "$name" || missing+=("$name")
  done
  [[ ${#missing[@]} -eq 0 ]] && return 0
  say "installing missing system packages: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

package_present() {
  dpkg -s "$1" 2>/dev/null | grep -q '^Status: install ok installed' && return 0
  # A tool that came another way is as good.
  case $1 in
    curl | git | jq | pkg-config | strace) command -v "$1" >/dev/null ;;
    python3-venv) python3 -c 'import venv, ensurepip' 2>/dev/null ;;
    python3) command -v python3 >/dev/null ;;
    *) return 1 ;;
  esac
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    die "cannot install packages without root or passwordless sudo; run as root: $*"
  fi
}

# Finds a Swift that is new enough, else says where to get one.
ensure_swift() {
  local candidate found=""
  for candidate in "" /opt/swift/usr/bin "$HOME/.local/share/swiftly/bin" /usr/local/swift/usr/bin; do
    if [[ -n $candidate ]]; then
      [[ -x $candidate/swift ]] || continue
      PATH=$candidate:$PATH
    fi
    command -v swift >/dev/null || continue
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
    break
  done
  if [[ -z $found ]]; then
    say "error: cannot find swift."
  elif version_at_least "$found" "$OLDEST_SWIFT"; then
    export PATH
    return 0
  else
    say "error: swift $found is too old."
  fi
  say "This package needs Swift $OLDEST_SWIFT or newer on PATH (6.3.1 is what it is tested with)."
  say "Install it from https://www.swift.org/install/linux/, or with swiftly:"
  say "  curl -O https://download.swift.org/swiftly/linux/swiftly-\$(uname -m).tar.gz &&"
  say "  tar zxf swiftly-\$(uname -m).tar.gz && ./swiftly init && swiftly install $OLDEST_SWIFT"
  exit 1
}

version_at_least() {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}
