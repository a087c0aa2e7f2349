# Starts and stops the daemon for the tour, and asks it things. Sourced, never run.
# Uses: run_dir, bin (where the two programs are). Sets: daemon_pid, sandbox_url, sandbox_key.

daemon_pid=""
sandbox_url=""
sandbox_key=sk_test_sandbox

daemon_start() {
  local log=$run_dir/daemon.log
  : >"$log"
  "$bin/billing-customerd" --sandbox --database "$run_dir/customers.sqlite" \
    --listen "auth=$run_dir/auth.sock" --listen "intake=$run_dir/intake.sock" \
    --listen "ops=$run_dir/ops.sock" >"$log" 2>&1 &
  daemon_pid=$!
  remember_child "$daemon_pid"
  wait_until 20 "the start of the daemon" daemon_answers_or_gone
  ! daemon_gone || die "the daemon ended while it started"
  sandbox_url=$(sed -n 's#.*sandbox: \(http://[0-9.:]*\).*#\1#p' "$log" | head -n 1)
  [[ -n $sandbox_url ]] || die "the daemon did not say where its sandbox is"
}

# A broken start is not waited for.
daemon_answers_or_gone() { daemon_gone || ctl status --json; }

daemon_kill() {
  kill -KILL "$daemon_pid"
  wait "$daemon_pid" 2>/dev/null || true
}

# Ends the daemon politely and fails unless it then ends with 0, within 10 s.
daemon_stop() {
  local status=0
  kill -TERM "$daemon_pid"
  wait_until 10 "the daemon's end" daemon_gone
  wait "$daemon_pid" || status=$?
  [[ $status -eq 0 ]] || die "the daemon ended with $status after SIGTERM"
}

daemon_gone() { ! kill -0 "$daemon_pid" 2>/dev/null; }

# The command-line client on the ops socket.
ctl() { "$bin/billing-customerctl" "$1" --socket "$run_dir/ops.sock" "${@:2}"; }

# One JSON-RPC call on the socket of a role: rpc ROLE METHOD, its params on standard input.
rpc() {
  jq -c --arg method "$2" '{jsonrpc: "2.0", id: 1, method: $method, params: .}' |
    curl -fsS --max-time 40 --unix-socket "$run_dir/$1.sock" --data-binary @- http://localhost/ |
    jq -ce 'if .error then error(.error | tojson) else .result end'
}

# One number of the daemon's status; proto3 JSON leaves zeros out.
status_count() { ctl status --json | jq -e ".counts.$1 // 0"; }

# One request to the sandbox, as Stripe would take it: stripe PATH [curl options].
stripe() {
  curl -fsS --max-time 20 --retry 5 -H "Authorization: Bearer $sandbox_key" \
    "$sandbox_url$1" "${@:2}"
}

# Every customer of the sandbox, one a line, paged as Stripe pages.
stripe_customers() {
  local page last="" more=true
  while [[ $more == true ]]; do
    page=$(stripe "/v1/customers" -G -d limit=100 ${last:+-d "starting_after=$last"})
    jq -c '.data[]' <<<"$page"
    more=$(jq -r '.has_more' <<<"$page")
    last=$(jq -r '.data[-1].id // ""' <<<"$page")
  done
}
