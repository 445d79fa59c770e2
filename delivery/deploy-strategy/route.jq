# What the script reads from a service's VirtualService, and makes of it. Pure:
# each filter takes the whole object.

def refuse($why): error("VirtualService \(.metadata.name): \($why)");

def primary:
  [.spec.http[]? | select(.name == "primary")] as $found
  | if ($found | length) != 1
    then refuse("needs exactly one http route named primary")
    else $found[0] end;

# [{colour, weight}], as routed now.
def colours:
  . as $all
  | [primary.route[]? | {colour: .destination.subset, weight: (.weight // 0)}]
  | if length != 2 or any(.[]; .colour == null) or .[0].colour == .[1].colour
    then $all | refuse("route primary needs two destinations, each with a subset of its own")
    else . end;

# Who has the traffic. Nothing else says so.
def live:
  . as $all
  | colours
  | .[0].weight as $weight
  | if $weight == .[1].weight
    then $all | refuse("both colours have weight \($weight): none is live; set one to 100")
    else max_by(.weight).colour end;

def idle: live as $live | colours[] | select(.colour != $live) | .colour;

def annotation($name): (.metadata.annotations // {})[$name] // "null" | fromjson;
def release: annotation("heal7.com/release");
def lock: annotation("heal7.com/release-lock");
def abort_asked: (.metadata.annotations // {})["heal7.com/release-abort"] // "";

def annotate($name; $value):
  if $value == null then del(.metadata.annotations[$name])
  else .metadata.annotations[$name] = ($value | tojson) end;

# Phases that somebody has to bring to an end.
def under_way:
  . != null and (.phase | IN("preparing", "rolling", "checking", "watching",
    "inconclusive", "settling", "rolling-back"));

def header_route: "\(.metadata.name)-canary-header";

def weights($live; $next; $share):
  (.spec.http[] | select(.name == "primary") | .route[]) |=
    (.weight = if .destination.subset == $next then $share else 100 - $share end);

def without_header:
  header_route as $name | .spec.http |= map(select(.name != $name));

# Right before the primary route: what the service answers before that (such as
# paths that are not for the outside) stays before it for canaries, too.
def with_header($next):
  without_header
  | header_route as $name
  | primary as $primary
  | {headers: {canary: {exact: "true"}}} as $header
  | ($primary + {
      name: $name,
      match: [($primary.match // [{}])[] | . * $header],
      route: [$primary.route[] | select(.destination.subset == $next) | del(.weight)]
    }) as $route
  | .spec.http |= [.[] | if .name == "primary" then $route, . else . end];

# The routes are a function of the phase, so that a phase that is begun twice
# routes as if it had been begun once.
def routed($release):
  $release.live as $live | $release.next as $next
  | if ($release.phase | IN("checking")) then weights($live; $next; 0) | with_header($next)
    elif ($release.phase | IN("watching", "inconclusive"))
    then weights($live; $next; $release.share) | with_header($next)
    elif ($release.phase | IN("settling", "done"))
    then weights($live; $next; 100) | without_header
    else weights($live; $next; 0) | without_header end;

# The release, what is routed for it, and who works on it: in one update.
def enter($release; $lock):
  routed($release)
  | annotate("heal7.com/release"; $release)
  | annotate("heal7.com/release-lock"; $lock)
  | if $release | under_way then . else del(.metadata.annotations["heal7.com/release-abort"]) end;
