# What the script reads from a colour's Deployment.

# The service's own container: the one of its name, else the first.
def container($name):
  .spec.template.spec.containers
  | (map(select(.name == $name))[0] // .[0]);

def image($name): container($name).image;

def change($service; $image; $replicas; $release):
  container($service).name as $container
  | {
      metadata: {
        resourceVersion: .metadata.resourceVersion,
        annotations: {"heal7.com/release-id": $release}
      },
      spec: {
        replicas: $replicas,
        template: {spec: {containers: [{name: $container, image: $image}]}}
      }
    };

# ready, waiting or failed, with the reason.
def readiness($service; $image):
  (.spec.replicas // 1) as $wanted
  | .status as $status
  | [$status.conditions[]? | select(.type == "Progressing" and .status == "False")][0] as $stuck
  | if image($service) != $image
    then "failed somebody else has set its image to \(image($service))"
    elif ($status.observedGeneration // 0) < .metadata.generation
    then "waiting the controller has not seen it yet"
    elif $stuck then "failed \($stuck.reason): \($stuck.message)"
    elif $wanted > 0
      and ($status.updatedReplicas // 0) == $wanted
      and ($status.availableReplicas // 0) == $wanted
      and ($status.replicas // 0) == $wanted
    then "ready \($wanted) of \($wanted) pods"
    else "waiting \($status.availableReplicas // 0) of \($wanted) pods are ready" end;
