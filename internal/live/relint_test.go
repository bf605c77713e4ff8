package live

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/lint"
)

// caller is a flow that invokes the module Lookup without its branch VIP.
const caller = `{"Version":"2019-10-30","StartAction":"a","Metadata":{},"Actions":[` +
	`{"Identifier":"a","Type":"InvokeFlowModule","Parameters":{"FlowModuleId":"Lookup"},"Transitions":{"NextAction":"end","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"},{"NextAction":"end","ErrorType":"NoMatchingCondition"}]}},` +
	`{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

func TestOpenFlowsFollowTheModulesThatTheyInvoke(t *testing.T) {
	var declares atomic.Pointer[contract.Contract]
	declares.Store(&contract.Contract{})
	s := newSite(t, newMemStore(map[string]string{testFlow: caller, "other": sampleFlow(2)}), Options{Modules: func(lint.ModuleRef) (lint.Module, bool) {
		return lint.Module{Name: "Lookup", Contract: declares.Load()}, true
	}})
	ann := s.open("ann")
	other := s.tabOn("other", "ben", newClient())
	other.connect()
	other.wait("welcome", func() bool { return len(other.welcomes) > 0 })
	isVIP := func(d lint.Diagnostic) bool { return d.Code == "module-branches" && d.Block == "a" }
	if slices.ContainsFunc(ann.welcomes[0].Diagnostics, isVIP) {
		t.Fatal("the module has no branches yet")
	}
	declares.Store(&contract.Contract{Branches: []contract.Branch{{Name: "VIP"}}})
	if err := s.hub.RelintCallers(context.Background()); err != nil {
		t.Fatal(err)
	}
	ann.wait("the finding about the new branch", func() bool { return slices.ContainsFunc(ann.lint.Items, isVIP) })
	if _, err := s.hub.Diagnostics(context.Background(), "other"); err != nil {
		t.Fatal(err)
	}
	if now := s.hub.Stats(); now.LintRuns != 3 {
		t.Errorf("%d runs of the linter; the flow without calls needs no other", now.LintRuns)
	}
}
