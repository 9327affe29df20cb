#!/usr/bin/env bash
# Every link of a built site leads to a file and, where it names one, to a place in it: pages, pictures of every width,
# style sheets, feeds, maps; whole addresses of the site itself too.
#
#   links.sh SITE TOP HOST      TOP: the folder that is the top of HOST; SITE lies in it
set -euo pipefail
site=$(realpath "$1") top=$(realpath "$2") host=$3
told=$(mktemp)
trap 'rm -f "$told"' EXIT
mapfile -t files < <(find "$site" -type f \( -name '*.html' -o -name '*.css' -o -name '*.xml' -o -name '*.json' \
    -o -name '*.txt' -o -name '*.svg' \) | sort)
# The names of formats look like addresses.
"$JUDGES/venv/bin/lychee" --offline --no-progress --include-fragments=full --root-dir "$top" \
    --index-files index.html --exclude '^https?://(www\.)?(w3\.org|sitemaps\.org|jsonfeed\.org)/' \
    --remap "https://${host//./\\.}(/|\$) file://$top/" --max-cache-age 0s --format json "${files[@]}" >"$told" || true
python3 - "$told" "$site" <<'PY'
import json, sys
told, site = json.load(open(sys.argv[1])), sys.argv[2] + "/"
faults = {f"{page.removeprefix(site)}: {link['url'].replace('file://' + site, '')}: {link['status']['text']}"
          for kind in ("error_map", "timeout_map") for page, links in told[kind].items() for link in links}
for fault in sorted(faults):
    print(f"wrong: {fault}")
print(f"lychee: {told['total']} links, {told['successful']} followed, {told['excludes']} to other sites, {len(faults)} broken")
sys.exit(0 if told["successful"] > 0 and not faults else 1)
PY
