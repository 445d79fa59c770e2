package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Schemas is everything that is known of a provider.
type Schemas struct {
	// Name is the provider's namespace and type: "hashicorp/google".
	Name        string
	Provider    *tfprotov6.Schema
	Resources   map[string]*tfprotov6.Schema
	DataSources map[string]*tfprotov6.Schema
}

// The shapes below are those of one provider in what
// `terraform providers schema -json` prints, with the provider's configuration
// under provider_config:
// https://developer.hashicorp.com/terraform/cli/commands/providers/schema

type jsonSchemas struct {
	Provider    string                `json:"provider"`
	Config      *jsonSchema           `json:"provider_config"`
	Resources   map[string]jsonSchema `json:"resource_schemas"`
	DataSources map[string]jsonSchema `json:"data_source_schemas"`
}

type jsonSchema struct {
	Version int64     `json:"version"`
	Block   jsonBlock `json:"block"`
}

type jsonBlock struct {
	Attributes map[string]jsonAttribute   `json:"attributes"`
	Blocks     map[string]jsonNestedBlock `json:"block_types"`
	Deprecated bool                       `json:"deprecated"`
}

type jsonAttribute struct {
	Type       any             `json:"type"`
	NestedType *jsonNestedType `json:"nested_type"`
	Required   bool            `json:"required"`
	Optional   bool            `json:"optional"`
	Computed   bool            `json:"computed"`
	Sensitive  bool            `json:"sensitive"`
	WriteOnly  bool            `json:"write_only"`
	Deprecated bool            `json:"deprecated"`
}

type jsonNestedType struct {
	Attributes map[string]jsonAttribute `json:"attributes"`
	Nesting    string                   `json:"nesting_mode"`
}

type jsonNestedBlock struct {
	Block    jsonBlock `json:"block"`
	Nesting  string    `json:"nesting_mode"`
	MinItems int64     `json:"min_items"`
	MaxItems int64     `json:"max_items"`
}

var blockNesting = map[string]tfprotov6.SchemaNestedBlockNestingMode{
	"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
	"group":  tfprotov6.SchemaNestedBlockNestingModeGroup,
	"list":   tfprotov6.SchemaNestedBlockNestingModeList,
	"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
	"map":    tfprotov6.SchemaNestedBlockNestingModeMap,
}

var objectNesting = map[string]tfprotov6.SchemaObjectNestingMode{
	"single": tfprotov6.SchemaObjectNestingModeSingle,
	"list":   tfprotov6.SchemaObjectNestingModeList,
	"set":    tfprotov6.SchemaObjectNestingModeSet,
	"map":    tfprotov6.SchemaObjectNestingModeMap,
}

func parseSchemas(text []byte) (*Schemas, error) {
	var from jsonSchemas
	if err := json.Unmarshal(text, &from); err != nil {
		return nil, err
	}
	if from.Provider == "" || from.Config == nil {
		return nil, fmt.Errorf("no provider or provider_config in it")
	}
	config, err := from.Config.schema()
	if err != nil {
		return nil, fmt.Errorf("provider_config: %w", err)
	}
	resources, err := schemaMap(from.Resources)
	if err != nil {
		return nil, err
	}
	dataSources, err := schemaMap(from.DataSources)
	if err != nil {
		return nil, err
	}
	return &Schemas{from.Provider, config, resources, dataSources}, nil
}

func schemaMap(from map[string]jsonSchema) (map[string]*tfprotov6.Schema, error) {
	all := make(map[string]*tfprotov6.Schema, len(from))
	for name, one := range from {
		schema, err := one.schema()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[name] = schema
	}
	return all, nil
}

func (s jsonSchema) schema() (*tfprotov6.Schema, error) {
	block, err := s.Block.block()
	if err != nil {
		return nil, err
	}
	return &tfprotov6.Schema{Version: s.Version, Block: block}, nil
}

func (b jsonBlock) block() (*tfprotov6.SchemaBlock, error) {
	attributes, err := attributes(b.Attributes)
	if err != nil {
		return nil, err
	}
	result := &tfprotov6.SchemaBlock{Attributes: attributes, Deprecated: b.Deprecated}
	for _, name := range slices.Sorted(maps.Keys(b.Blocks)) {
		nested := b.Blocks[name]
		nesting, known := blockNesting[nested.Nesting]
		if !known {
			return nil, fmt.Errorf("%s: no nesting mode %q", name, nested.Nesting)
		}
		block, err := nested.Block.block()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		result.BlockTypes = append(result.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name,
			Block:    block,
			Nesting:  nesting,
			MinItems: nested.MinItems,
			MaxItems: nested.MaxItems,
		})
	}
	return result, nil
}

func attributes(from map[string]jsonAttribute) ([]*tfprotov6.SchemaAttribute, error) {
	var all []*tfprotov6.SchemaAttribute
	for _, name := range slices.Sorted(maps.Keys(from)) {
		one := from[name]
		attribute := &tfprotov6.SchemaAttribute{
			Name:       name,
			Required:   one.Required,
			Optional:   one.Optional,
			Computed:   one.Computed,
			Sensitive:  one.Sensitive,
			WriteOnly:  one.WriteOnly,
			Deprecated: one.Deprecated,
		}
		var err error
		if one.NestedType != nil {
			attribute.NestedType, err = one.NestedType.object()
		} else {
			attribute.Type, err = typeOf(one.Type)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, attribute)
	}
	return all, nil
}

func (n jsonNestedType) object() (*tfprotov6.SchemaObject, error) {
	nesting, known := objectNesting[n.Nesting]
	if !known {
		return nil, fmt.Errorf("no nesting mode %q", n.Nesting)
	}
	attributes, err := attributes(n.Attributes)
	if err != nil {
		return nil, err
	}
	return &tfprotov6.SchemaObject{Attributes: attributes, Nesting: nesting}, nil
}

// typeOf reads Terraform's JSON of a type: "string", ["list", "string"],
// ["object", {"name": "string"}].
func typeOf(from any) (tftypes.Type, error) {
	switch from := from.(type) {
	case string:
		return primitive(from)
	case []any:
		if kind, ok := first(from); ok {
			return compound(kind, from[1])
		}
	}
	return nil, fmt.Errorf("no type: %v", from)
}

func first(pair []any) (string, bool) {
	if len(pair) != 2 {
		return "", false
	}
	kind, ok := pair[0].(string)
	return kind, ok
}

func primitive(name string) (tftypes.Type, error) {
	switch name {
	case "string":
		return tftypes.String, nil
	case "number":
		return tftypes.Number, nil
	case "bool":
		return tftypes.Bool, nil
	case "dynamic":
		return tftypes.DynamicPseudoType, nil
	}
	return nil, fmt.Errorf("no type %q", name)
}

func compound(kind string, of any) (tftypes.Type, error) {
	if members, ok := of.(map[string]any); ok && kind == "object" {
		types := make(map[string]tftypes.Type, len(members))
		for name, member := range members {
			one, err := typeOf(member)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			types[name] = one
		}
		return tftypes.Object{AttributeTypes: types}, nil
	}
	element, err := typeOf(of)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "list":
		return tftypes.List{ElementType: element}, nil
	case "set":
		return tftypes.Set{ElementType: element}, nil
	case "map":
		return tftypes.Map{ElementType: element}, nil
	}
	return nil, fmt.Errorf("no type %q", kind)
}
