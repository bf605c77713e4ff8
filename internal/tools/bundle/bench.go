package main

import "github.com/evanw/esbuild/pkg/api"

// bundleBench writes the pages of the canvas benchmark (ours and the reference)
// and the script that drives them into out.
func bundleBench(out string) error {
	pages := appOptions()
	pages.EntryPointsAdvanced = []api.EntryPoint{
		{InputPath: "bench/canvas/page.ts", OutputPath: "page"},
		{InputPath: "bench/canvas/react-flow.ts", OutputPath: "react-flow"},
		{InputPath: "bench/canvas/floor.ts", OutputPath: "floor"},
	}
	pages.Outdir = out
	pages.Define = map[string]string{"process.env.NODE_ENV": `"production"`}
	if err := report(api.Build(pages)); err != nil {
		return err
	}
	driver := appOptions()
	driver.EntryPointsAdvanced = nil
	driver.EntryPoints = []string{"bench/canvas/measure.ts", "bench/canvas/shots.ts"}
	driver.Outdir = out
	driver.Platform = api.PlatformNode
	driver.Packages = api.PackagesExternal
	driver.OutExtension = map[string]string{".js": ".mjs"}
	driver.MinifyWhitespace, driver.MinifyIdentifiers, driver.MinifySyntax = false, false, false
	return report(api.Build(driver))
}
