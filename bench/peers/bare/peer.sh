# Nothing but sockets: the fan-out server of the benchmark itself. Sourced by bench/peers/run.

start_peer() {
  local tries
  launch bare.log "$here/../../parley" bench bare-server
  for tries in $(seq 300); do
    if grep -h '^url=' "$folder/bare.log"; then
      return
    fi
    is_alive "$launched" || die "bare ended before it listened; see $folder/bare.log."
    sleep 0.2
  done
  die "bare does not listen; see $folder/bare.log."
}
