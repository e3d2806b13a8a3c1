# A database and a role for each service; nobody else may enter it. Runs once, over an empty volume.
for role in directory mail_domain policy export; do
  psql --username postgres --set ON_ERROR_STOP=1 --set role="$role" \
    --set password="$(printenv "DATABASE_PASSWORD_$role")" <<'SQL'
create role :"role" login password :'password';
create database :"role" owner :"role";
revoke all on database :"role" from public;
SQL
done
