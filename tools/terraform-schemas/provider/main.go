// Command terraform-provider-schema is a Terraform provider that knows the
// schemas of another provider and nothing else. It reads them from the file
// schema.json beside the name it was started by, so that one binary stands for
// any provider in a filesystem mirror.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

func main() {
	// Not os.Executable: in a mirror the binary is a link, its schemas are not.
	file := filepath.Join(filepath.Dir(os.Args[0]), "schema.json")
	if err := serve(file); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	schemas, err := parseSchemas(text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return tf6server.Serve(
		"registry.terraform.io/"+schemas.Name,
		func() tfprotov6.ProviderServer { return &server{schemas: schemas} },
	)
}
