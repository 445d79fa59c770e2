# The verdict on a canary, from what has been counted so far:
# {requests, errors, minimum, maxRatio, over} -> {verdict, reason}
#
# Numbers that are not there, or are none, prove nothing: they never pass.

def number: if type == "number" and (isnan | not) and (isinfinite | not) then . else null end;

(.requests | number) as $requests
| (.errors | number) as $errors
| .minimum as $minimum
| .maxRatio as $max
| if $requests == null or $errors == null then
    if .over then {verdict: "inconclusive", reason: "no metrics"}
    else {verdict: "wait", reason: "no metrics yet"} end
  else
    "\($errors | round) of \($requests | round) requests answered 5xx" as $counted
    # More than the smallest sample that counts could bear: no need to wait for it.
    | if $errors > $max * ([$requests, $minimum] | max) and ($errors | round) > 0
      then {verdict: "fail", reason: "\($counted), more than \($max * 100) %"}
    elif .over | not then {verdict: "wait", reason: $counted}
    elif $requests < $minimum
      then {verdict: "inconclusive", reason: "\($counted); \($minimum) are needed to judge by"}
    else {verdict: "pass", reason: $counted} end
  end
