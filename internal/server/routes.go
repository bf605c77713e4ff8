package server

import (
	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/flow"
)

// livePath is the websocket's route.
const livePath = "/flows/{id}/live"

// The guards. Who may what is decided by auth.Can; a guard names the action.
var (
	anybody      = guard{name: "public", realm: public}
	viewers      = guard{name: "viewer", realm: session, action: auth.View}
	designers    = guard{name: "designer", realm: session, action: auth.Edit}
	publishers   = guard{name: "publisher", realm: session, action: auth.Publish}
	rulers       = guard{name: "rules", realm: session, action: auth.ManageRules}
	managers     = guard{name: "people", realm: session, action: auth.ManagePeople}
	followers    = guard{name: "live", realm: either, action: auth.View}
	apiViewers   = guard{name: "api viewer", realm: bearer, action: auth.View}
	apiDesigners = guard{name: "api designer", realm: bearer, action: auth.Edit}
	apiPublisher = guard{name: "api publisher", realm: bearer, action: auth.Publish}
)

// table is every route there is, by who may use it. A handler that is not
// here is not reachable; a test walks the router and compares.
func (s *server) table() []group {
	return []group{
		{anybody, []route{
			{method: "GET", path: "/", run: s.home},
			{method: "GET", path: "/healthz", run: s.healthz},
			{method: "GET", path: "/readyz", run: s.readyz},
			{method: "GET", path: "/metrics", run: s.metricsText},
			{method: "GET", path: "/static/*", run: s.serveStatic},
			{method: "GET", path: "/api/v1/openapi.json", run: s.apiDocument},
			{method: "GET", path: "/signin", run: s.signInPage},
			{method: "POST", path: "/signin", run: s.signInPost},
			{method: "GET", path: "/setup/{token}", run: s.setupPage},
			{method: "POST", path: "/setup/{token}", run: s.setupPost},
			{method: "GET", path: "/link/{token}", run: s.linkPage},
			{method: "POST", path: "/link/{token}", run: s.linkPost},
		}},
		{viewers, []route{
			{method: "GET", path: "/flows", run: s.flowsPage},
			{method: "GET", path: "/flows/export.zip", run: s.exportAll},
			{method: "GET", path: "/flows/{id}", run: s.designerPage},
			{method: "GET", path: "/flows/{id}/export", run: s.exportFlow},
			{method: "GET", path: "/flows/{id}/versions", run: s.versionsPage},
			{method: "GET", path: "/flows/{id}/settings", run: s.flowSettingsPage},
			{method: "GET", path: "/flows/{id}/contract", run: s.contractPage},
			{method: "GET", path: "/flows/{id}/modules", run: s.listModules},
			{method: "GET", path: "/tokens", run: s.tokensPage},
			{method: "POST", path: "/tokens", run: s.addToken},
			{method: "POST", path: "/tokens/{id}/revoke", run: s.revokeToken},
			{method: "GET", path: "/account", run: s.accountPage},
			{method: "POST", path: "/account/password", run: s.changePassword},
			{method: "POST", path: "/account/signout-everywhere", run: s.signOutEverywhere},
			{method: "POST", path: "/signout", run: s.signOut},
		}},
		{designers, []route{
			{method: "GET", path: "/flows/new", run: s.newFlowPage},
			{method: "POST", path: "/flows", run: s.createFlow},
			{method: "GET", path: "/flows/import", run: s.importPage},
			{method: "POST", path: "/flows/import", run: s.importPost, body: formImportBytes},
			{method: "PATCH", path: "/flows/{id}", run: s.updateFlow},
			{method: "POST", path: "/flows/{id}", run: s.updateFlowForm},
			{method: "POST", path: "/flows/{id}/contract", run: s.saveContract, body: importBytes},
			{method: "POST", path: "/flows/{id}/duplicate", run: s.duplicateFlow},
			{method: "POST", path: "/flows/{id}/layout", run: s.layoutFlow, body: importBytes},
			{method: "GET", path: "/flows/{id}/convert", run: s.convertPage},
			{method: "POST", path: "/flows/{id}/convert", run: s.convertFlow},
			{method: "POST", path: "/flows/{id}/archive", run: s.archiveFlow},
			{method: "POST", path: "/flows/{id}/restore", run: s.restoreFlow},
			{method: "POST", path: "/flows/{id}/silences", run: s.silence},
			{method: "DELETE", path: "/flows/{id}/silences", run: s.unsilence},
			{method: "POST", path: "/flows/{id}/versions", run: s.saveVersion},
			{method: "POST", path: "/flows/{id}/versions/{n}/restore", run: s.restoreVersion},
		}},
		{publishers, []route{
			{method: "GET", path: "/flows/{id}/versions/{n}/publish", run: s.publishPage},
			{method: "POST", path: "/flows/{id}/publications", run: s.publishVersion},
		}},
		{managers, []route{
			{method: "GET", path: "/people", run: s.peoplePage},
			{method: "POST", path: "/people", run: s.addPerson},
			{method: "POST", path: "/people/{id}/role", run: s.setRole},
			{method: "POST", path: "/people/{id}/disable", run: s.disablePerson},
			{method: "POST", path: "/people/{id}/enable", run: s.enablePerson},
			{method: "POST", path: "/people/{id}/link", run: s.newLink},
		}},
		{rulers, []route{
			{method: "GET", path: "/rules", run: s.rulesPage},
			{method: "POST", path: "/rules/{code}", run: s.setRule},
		}},
		{followers, []route{
			{method: "GET", path: livePath, run: s.liveSocket},
		}},
		{apiViewers, []route{
			{method: "GET", path: "/api/v1/flows", run: s.apiFlows},
			{method: "GET", path: "/api/v1/flows/{id}", run: s.apiFlow},
			{method: "GET", path: "/api/v1/flows/{id}/content", run: s.apiContent},
			{method: "GET", path: "/api/v1/flows/{id}/diagnostics", run: s.apiDiagnostics},
			{method: "GET", path: "/api/v1/flows/{id}/diff", run: s.apiDiff},
			{method: "GET", path: "/api/v1/flows/{id}/settings", run: s.apiSettings},
			{method: "GET", path: "/api/v1/flows/{id}/silences", run: s.apiSilences},
			{method: "GET", path: "/api/v1/flows/{id}/versions", run: s.apiVersions},
			{method: "GET", path: "/api/v1/flows/{id}/publications", run: s.apiPublications},
		}},
		{apiDesigners, []route{
			{method: "POST", path: "/api/v1/flows", run: s.importRaw, body: importBytes},
			{method: "PUT", path: "/api/v1/flows/{id}/content", run: s.apiPutContent, body: flow.MaxBytes + 1},
			{method: "PUT", path: "/api/v1/flows/{id}/settings", run: s.apiPutSettings, body: importBytes},
			{method: "POST", path: "/api/v1/flows/{id}/silences", run: s.silence},
			{method: "DELETE", path: "/api/v1/flows/{id}/silences", run: s.unsilence},
			{method: "POST", path: "/api/v1/flows/{id}/versions", run: s.saveVersion},
		}},
		{apiPublisher, []route{
			{method: "POST", path: "/api/v1/flows/{id}/publications", run: s.publishVersion},
		}},
	}
}
