package main

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// readOnlySet finds attributes that only the provider sets but a configuration
// does. Everything else that schemas say Terraform compares itself; this it
// leaves to the provider.
func readOnlySet(schema *tfprotov6.Schema, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	value, err := config.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	var found []*tfprotov6.Diagnostic
	err = tftypes.Walk(value, func(path *tftypes.AttributePath, one tftypes.Value) (bool, error) {
		attribute := attributeAt(schema.Block, path)
		if attribute == nil || !attribute.Computed || attribute.Optional || one.IsNull() {
			return true, nil
		}
		found = append(found, &tfprotov6.Diagnostic{
			Severity:  tfprotov6.DiagnosticSeverityError,
			Summary:   "Value for a read-only attribute",
			Detail:    fmt.Sprintf("The provider itself sets %q: it cannot be configured.", attribute.Name),
			Attribute: path,
		})
		return false, nil
	})
	return found, err
}

// attributeAt gives the attribute that a path ends at, or nil when it ends at a
// block, an element or inside of an attribute without a schema.
func attributeAt(block *tfprotov6.SchemaBlock, path *tftypes.AttributePath) *tfprotov6.SchemaAttribute {
	var attribute *tfprotov6.SchemaAttribute
	for _, step := range path.Steps() {
		name, isName := step.(tftypes.AttributeName)
		if !isName {
			attribute = nil
			continue
		}
		attribute, block = member(block, string(name))
	}
	return attribute
}

// member gives the attribute of that name, and the block that is inside of it
// or has that name.
func member(block *tfprotov6.SchemaBlock, name string) (*tfprotov6.SchemaAttribute, *tfprotov6.SchemaBlock) {
	if block == nil {
		return nil, nil
	}
	for _, attribute := range block.Attributes {
		if attribute.Name == name {
			return attribute, blockInside(attribute)
		}
	}
	for _, nested := range block.BlockTypes {
		if nested.TypeName == name {
			return nil, nested.Block
		}
	}
	return nil, nil
}

func blockInside(attribute *tfprotov6.SchemaAttribute) *tfprotov6.SchemaBlock {
	if attribute.NestedType == nil {
		return nil
	}
	return &tfprotov6.SchemaBlock{Attributes: attribute.NestedType.Attributes}
}
