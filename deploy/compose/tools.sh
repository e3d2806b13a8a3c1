# To be sourced, in this directory: how compose is called here, and what it runs.
if docker compose version > /dev/null 2>&1; then
  compose=(docker compose)
else
  compose=(docker-compose)
fi
services=(gateway directory-service mail-domain-service policy-service export-service)

# Waits until every container of a service can do its work.
await_ready() {
  local container
  for container in $("${compose[@]}" ps --quiet "$1"); do
    until docker exec "$container" postroom-health ready > /dev/null 2>&1; do
      sleep 1
    done
  done
}
