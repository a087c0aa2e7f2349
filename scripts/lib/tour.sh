# The tour: what the daemon promises, shown and checked against the sandbox. Sourced, never run.
# Uses: root, run_dir, and the functions of daemon.sh and ensure.sh.

readonly SIGNUPS=$root/scripts/tour/signups.ndjson

# Fails the tour unless two values are the same: same WHAT EXPECTED FOUND.
same() {
  [[ $2 == "$3" ]] || die "$1: expected $2, found $3"
}

tour() {
  tour_signups
  tour_checkout
  tour_find_users
  tour_summary
}

# Sign-ups come in, the daemon is killed in the middle, and everything comes again.
tour_signups() {
  local feeder
  say "1. sign-ups: $(wc -l <"$SIGNUPS") events at the auth socket; the daemon is killed meanwhile"
  paced "$SIGNUPS" | signup_all >"$run_dir/feed.log" 2>&1 &
  feeder=$!
  remember_child "$feeder"
  wait_until 30 "the fortieth customer" at_least ready 40
  daemon_kill
  say "   SIGKILL with $(wc -l <"$run_dir/seen" 2>/dev/null || echo some) events sent"
  daemon_start
  wait "$feeder" || say "   the feed noticed: $(tail -n 1 "$run_dir/feed.log")"
  say "   started again; all events are fed a second time"
  signup_all <"$SIGNUPS" >&2
  wait_until 90 "an empty backlog" backlog_empty
}

signup_all() {
  "$bin/billing-customerctl" signup --socket "$run_dir/auth.sock" --from-file -
}

# An auth service does not publish everything at once.
paced() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "$line"
    printf '.\n' >>"$run_dir/seen"
    sleep 0.02
  done <"$1"
}

at_least() { [[ $(status_count "$1") -ge $2 ]]; }

backlog_empty() { [[ $(status_count pending) -eq 0 && $(status_count updatesPending) -eq 0 ]]; }

# A registered user pays, then a guest pays twice.
tour_checkout() {
  local user email customer answer
  user=$(jq -rs 'map(select(.is_anonymous | not))[0].id' "$SIGNUPS")
  email=$(jq -rs 'map(select(.is_anonymous | not))[0].email' "$SIGNUPS")
  customer=$(jq -nc --arg user "$user" '{userId: $user}' | rpc auth GetOrCreateCustomer |
    jq -r '.customer.customerId')
  say "2. checkout: a registered user, known by e-mail address only"
  answer=$(checkout "  ${email^^} " ip_tour_registered)
  same "the registered user's customer" "$customer" "$(jq -r '.customer.customerId' <<<"$answer")"
  same "how they matched" EMAIL_UNVERIFIED "$(jq -r '.matchedBy' <<<"$answer")"
  pay "$customer"
  say "   a guest, twice with the same payment"
  answer=$(checkout guest@example.org ip_tour_guest)
  guest_customer=$(jq -r '.customer.customerId' <<<"$answer")
  answer=$(checkout guest@example.org ip_tour_guest)
  same "the guest's customer" "$guest_customer" "$(jq -r '.customer.customerId' <<<"$answer")"
  pay "$guest_customer"
}

checkout() {
  jq -nc --arg email "$1" --arg payment "$2" \
    '{email: $email, intakePaymentId: $payment, source: "intake_payment", wait: "READY"}' |
    rpc intake GetOrCreateCustomer
}

# The intake-payments service's own call to Stripe: a payment of that customer, read back.
pay() {
  local intent
  intent=$(stripe /v1/payment_intents -d amount=1999 -d currency=eur -d "customer=$1" | jq -r .id)
  same "the customer of payment $intent" "$1" \
    "$(stripe "/v1/payment_intents/$intent" | jq -r .customer)"
  say "   payment $intent belongs to customer $1"
}

# Every customer that the sandbox lists leads back to its user.
tour_find_users() {
  local wrong
  say "3. from customers back to users"
  stripe_customers >"$run_dir/customers.ndjson"
  jq -sc '[.[] | {jsonrpc: "2.0", id: .id, method: "FindUserByCustomer",
      params: {customerId: .id}}] | _nwise(100)' "$run_dir/customers.ndjson" |
    while IFS= read -r batch; do
      curl -fsS --max-time 20 --unix-socket "$run_dir/auth.sock" --data-binary "$batch" \
        http://localhost/ | jq -c '.[]'
    done >"$run_dir/found.ndjson"
  wrong=$(jq -n --slurpfile customers "$run_dir/customers.ndjson" \
    --slurpfile found "$run_dir/found.ndjson" '
      ($found | map({(.id): (.result.userId // (if .result then "guest" else "?" end))}) | add) as $user
      | [$customers[] | select((.metadata.user_id // "guest") != $user[.id])] | length')
  same "customers that do not lead back to their user" 0 "$wrong"
  say "   $(wc -l <"$run_dir/found.ndjson") of $(wc -l <"$run_dir/customers.ndjson") found"
}

# Counts what the sandbox lists and compares it with the events and with the daemon.
tour_summary() {
  local counts
  counts=$(jq -n --slurpfile events "$SIGNUPS" --slurpfile customers "$run_dir/customers.ndjson" '
    ($events | map(select(.is_anonymous | not).id) | unique) as $users
    | ($events | map(select(.is_anonymous).id) | unique) as $anonymous
    | ($customers | map(.metadata.user_id // empty)) as $bound
    | {
        events: ($events | length),
        users: ($users | length),
        anonymous: ($anonymous | length),
        customers: ($customers | length),
        bound: ($bound | unique | length),
        guests: ($customers | map(select(.metadata.user_id == null)) | length),
        duplicates: ($bound | group_by(.) | map(length - 1) | add // 0),
        without: ($users - $bound | length),
        strangers: ($bound - $users | length),
        anonymousBound: ($anonymous - ($anonymous - $bound) | length)
      }')
  number() { jq -r ".$1" <<<"$counts"; }
  say ""
  say "   sign-up events                      $(number events)"
  say "   registered users among them         $(number users)"
  say "   users the daemon knows              $(status_count users)"
  say "   users whose customer is ready       $(status_count ready)"
  say "   customers listed by Stripe          $(number customers)   ($(number bound) users, $(number guests) guest)"
  say "   duplicates                          $(number duplicates)"
  say "   users without a customer            $(number without)"
  say "   anonymous sign-ups                  $(number anonymous)   (with a customer: $(number anonymousBound))"
  same "users with a customer" "$(number users)" "$(number bound)"
  same "users the daemon knows" "$(number users)" "$(status_count users)"
  same "users the daemon calls ready" "$(number users)" "$(status_count ready)"
  same "guests" 1 "$(number guests)"
  same "duplicates" 0 "$(number duplicates)"
  same "users without a customer" 0 "$(number without)"
  same "customers of people nobody signed up" 0 "$(number strangers)"
  same "anonymous users with a customer" 0 "$(number anonymousBound)"
}
