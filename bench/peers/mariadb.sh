# A MariaDB of a peer's own. Sourced by the peers that store in one.

# Whoever reaches the socket in the peer's folder may do anything there: it holds nothing but made-up chat.
sql() {
  "$root/usr/bin/mariadb" --no-defaults --protocol=socket --socket="$folder/mariadb.sock" --user=bench "$@"
}

# Makes a database of that name and starts the server at $sql_port.
start_mariadb() {
  local database=$1 flush=2 server=$root/usr/sbin/mariadbd
  local places=(--no-defaults "--user=$(id -un)" "--basedir=$root/usr" "--datadir=$folder/mariadb")
  [ "$durable" = no ] || flush=1
  [ -x "$server" ] || die "MariaDB is not there: bench/peers/install $peer"
  say "$peer: making the database ..."
  mkdir -p "$folder/mariadb"
  sql_port=$(free_port)
  {
    # The server takes one statement a line while it sets itself up.
    printf '%s\n' "CREATE DATABASE mysql;" "USE mysql;" "SET @auth_root_socket=NULL;"
    cat "$root"/usr/share/mysql/mysql_{system_tables,performance_tables,system_tables_data}.sql
    echo "CREATE DATABASE $database;"
  } | "$server" "${places[@]}" --bootstrap --log-warnings=0 >"$folder/mariadb-bootstrap.log" 2>&1 ||
    die "MariaDB cannot be set up; see $folder/mariadb-bootstrap.log."
  launch mariadb.log "$server" "${places[@]}" --socket="$folder/mariadb.sock" --pid-file="$folder/mariadb.pid" \
    --skip-grant-tables --bind-address=127.0.0.1 --port="$sql_port" --plugin-dir="$root/usr/lib/mysql/plugin" \
    --innodb-flush-log-at-trx-commit="$flush" --innodb-buffer-pool-size=512M --innodb-log-file-size=512M --max-connections=200
  await_port "$sql_port" "$launched"
}
