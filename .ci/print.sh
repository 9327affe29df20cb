#!/usr/bin/env bash
# usage: print.sh BANBAO PYTHON   Prints every format of three campaigns and of articles and boards on demand, and has
# other programs judge what comes out.
set -euo pipefail
banbao=$1
python=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
print() { "$banbao" print "$@" --out "$out" --today 2026-11-20 >/dev/null 2>"$out/said.txt" || { cat "$out/said.txt"; exit 1; }; }
said() {                       # said FILE WORDS: a search finds them
    pdftotext "$1" - 2>/dev/null | tr -d ' \n\f' | grep -c "$2" >/dev/null || { echo "no $2 in $1"; exit 1; }
}
code() {                       # code FILE ADDRESS: a telephone reads it from a print of 150 dpi
    pdftoppm -r 150 -png -singlefile "$1" "$out/seen" 2>/dev/null
    case "$(zbarimg -q --raw "$out/seen.png" 2>/dev/null)" in *"$2") ;; *) echo "no code: $1"; exit 1 ;; esac
}
pages() { pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p'; }

layouts=(headline cards picture)
turn=0
for campaign in no-tobacco-day/2026 teeth-care-day/2026 patriotic-health-month/2026; do
    for size in A4 A3 A2 A1 大度四开 大度对开 600x900 700x1000; do
        for orientation in portrait landscape; do
            layout=${layouts[$((turn % 3))]}
            print "campaigns/$campaign" --size "$size" --orientation "$orientation" --layout "$layout"
            turn=$((turn + 1))
        done
    done
    print "campaigns/$campaign" --profile mono --layout cards
    print "campaigns/$campaign" --profile shop --layout picture
    print "campaigns/$campaign" --format banner
    print "campaigns/$campaign" --format slides
    turn=$((turn + 1))
done
posters=0
for poster in "$out"/print/posters/*.pdf; do
    [ "$(pages "$poster")" = 1 ] || { echo "not one page: $poster"; exit 1; }
    case "$poster" in
        *no-tobacco*) said "$poster" 第39个世界无烟日; code "$poster" campaigns/no-tobacco-day/2026.html ;;
        *teeth*) said "$poster" 全国爱牙日; code "$poster" campaigns/teeth-care-day/2026.html ;;
        *) said "$poster" 爱国卫生月; code "$poster" campaigns/patriotic-health-month/2026.html ;;
    esac
    posters=$((posters + 1))
done
[ "$posters" -eq 54 ] || { echo "$posters posters, not 54"; exit 1; }
pdfinfo -box "$out/print/posters/no-tobacco-day-2026-a3-picture-shop.pdf" | grep -Eq '^BleedBox: +19\.8'

print articles/hypertension articles/first-aid articles/diabetes --full-text
print articles/hypertension articles/heat --format prescription
print articles/heat --format handout --profile mono
print boards/gate
print campaigns/no-tobacco-day/2026 --size A1 --tile A4
print campaigns/no-tobacco-day/2026 --format banner --size 6000x700 --tile A4
said "$out/print/handouts/hypertension-a4-full.pdf" 袖带绑在上臂
for board in "$out"/print/boards/gate-*.pdf; do said "$board" 健康教育宣传栏; done
"$python" .ci/pdf.py ua1 "$out"/print/posters/*[^s]-a[134].pdf "$out"/print/posters/*-a3-*.pdf \
    "$out"/print/posters/*-landscape*.pdf "$out"/print/handouts/*.pdf "$out"/print/banners/*-2026-a4.pdf \
    "$out"/print/boards/gate-????-?.pdf
"$python" .ci/pdf.py 2a "$out"/print/prescriptions/*.pdf
"$python" .ci/pdf.py pack "$out"/print/boards/*-tiles-*.pdf "$out"/print/posters/*-tiles-*.pdf \
    "$out"/print/banners/*-tiles-*.pdf
for pack in "$out"/print/boards/*-tiles-*.pdf; do
    whole=$(stat -c %s "${pack%-tiles-*}.pdf")
    [ "$(stat -c %s "$pack")" -le $((whole * 3 / 2)) ] || { echo "larger than half as much again: $pack"; exit 1; }
done
slides=$(find "$out/channels" -name '*.png' | wc -l)
[ "$slides" -ge 18 ] || { echo "only $slides slides"; exit 1; }
echo "$posters posters, $slides slides, handouts, prescriptions, boards, banners and packs are sound"
