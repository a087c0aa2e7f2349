# Starts and ends the scripts' own processes, by id only. Sourced, never run.

CHILDREN=()

# Remembers a background process, so that nothing outlives the script.
remember_child() { CHILDREN+=("$1"); }

# Ends what is still running: first politely, then for good.
end_children() {
  local pid tries
  for pid in "${CHILDREN[@]:-}"; do
    [[ -n $pid ]] || continue
    kill -TERM "$pid" 2>/dev/null || continue
    for ((tries = 0; tries < 50; tries++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  CHILDREN=()
}

# Waits until a command succeeds: wait_until SECONDS WHAT COMMAND...
wait_until() {
  local seconds=$1 what=$2 deadline
  shift 2
  deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= deadline)); then
      printf 'error: %s did not happen within %s s\n' "$what" "$seconds" >&2
      return 1
    fi
    sleep 0.1
  done
}

# Prints a loopback port that is free at this moment.
free_port() {
  python3 -c 'import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])'
}
