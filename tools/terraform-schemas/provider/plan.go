package main

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// planned is what a provider answers that has nothing of its own to say: the
// proposed state, in which everything that is computed and not yet there is
// only known after apply.
func planned(block *tfprotov6.SchemaBlock, proposed tftypes.Value) (tftypes.Value, error) {
	return mapObject(proposed, func(name string, value tftypes.Value) (tftypes.Value, error) {
		for _, attribute := range block.Attributes {
			if attribute.Name == name {
				return plannedAttribute(attribute, value)
			}
		}
		for _, nested := range block.BlockTypes {
			if nested.TypeName == name {
				return eachObject(value, func(one tftypes.Value) (tftypes.Value, error) {
					return planned(nested.Block, one)
				})
			}
		}
		return value, nil
	})
}

func plannedAttribute(attribute *tfprotov6.SchemaAttribute, value tftypes.Value) (tftypes.Value, error) {
	if attribute.Computed && value.IsNull() {
		return tftypes.NewValue(value.Type(), tftypes.UnknownValue), nil
	}
	if attribute.NestedType == nil {
		return value, nil
	}
	inner := &tfprotov6.SchemaBlock{Attributes: attribute.NestedType.Attributes}
	return eachObject(value, func(one tftypes.Value) (tftypes.Value, error) {
		return planned(inner, one)
	})
}

// eachObject maps the objects that a block or nested attribute consists of,
// whatever its nesting.
func eachObject(value tftypes.Value, change func(tftypes.Value) (tftypes.Value, error)) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	switch value.Type().(type) {
	case tftypes.Object:
		return change(value)
	case tftypes.Map:
		return mapObject(value, func(_ string, one tftypes.Value) (tftypes.Value, error) {
			return change(one)
		})
	}
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return value, err
	}
	for i, element := range elements {
		changed, err := change(element)
		if err != nil {
			return value, err
		}
		elements[i] = changed
	}
	return tftypes.NewValue(value.Type(), elements), nil
}

// mapObject maps the members of an object or map.
func mapObject(value tftypes.Value, change func(string, tftypes.Value) (tftypes.Value, error)) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	var members map[string]tftypes.Value
	if err := value.As(&members); err != nil {
		return value, err
	}
	for name, member := range members {
		changed, err := change(name, member)
		if err != nil {
			return value, err
		}
		members[name] = changed
	}
	return tftypes.NewValue(value.Type(), members), nil
}
