package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// server answers what can be answered from schemas: it validates (most of
// which Terraform does before it asks), and plans. What would need the cloud, it
// refuses (refused.go).
type server struct {
	schemas *Schemas
}

func (s *server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	return &tfprotov6.GetMetadataResponse{}, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		Provider:          s.schemas.Provider,
		ResourceSchemas:   s.schemas.Resources,
		DataSourceSchemas: s.schemas.DataSources,
	}, nil
}

func (s *server) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

func (s *server) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (s *server) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (s *server) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (s *server) ValidateResourceConfig(_ context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	schema, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	found, err := readOnlySet(schema, request.Config)
	return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: found}, err
}

func (s *server) ValidateDataResourceConfig(context.Context, *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return &tfprotov6.ValidateDataResourceConfigResponse{}, nil
}

// UpgradeResourceState reads a state as one of the schema's own version: no
// older one is known.
func (s *server) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	schema, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	state, err := request.RawState.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	upgraded, err := tfprotov6.NewDynamicValue(schema.ValueType(), state)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &upgraded}, err
}

// ReadResource finds everything as it was left.
func (s *server) ReadResource(_ context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{
		NewState: request.CurrentState,
		Private:  request.Private,
	}, nil
}

// PlanResourceChange never asks for a replacement: schemas do not say what
// forces one.
func (s *server) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	schema, err := s.resource(request.TypeName)
	if err != nil {
		return nil, err
	}
	state, err := plannedState(schema, request.ProposedNewState)
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState:   state,
		PlannedPrivate: request.PriorPrivate,
	}, err
}

func plannedState(schema *tfprotov6.Schema, from *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, error) {
	proposed, err := from.Unmarshal(schema.ValueType())
	if err != nil {
		return nil, err
	}
	value, err := planned(schema.Block, proposed)
	if err != nil {
		return nil, err
	}
	state, err := tfprotov6.NewDynamicValue(schema.ValueType(), value)
	return &state, err
}

func (s *server) resource(name string) (*tfprotov6.Schema, error) {
	schema, known := s.schemas.Resources[name]
	if !known {
		return nil, fmt.Errorf("no resource type %q", name)
	}
	return schema, nil
}
