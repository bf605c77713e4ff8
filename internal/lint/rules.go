package lint

//go:generate go run ../tools/rulesgen ../../docs/rules.md

// Rule is one thing that the linter looks for.
type Rule struct {
	Code     string   // stable, kebab case
	Severity Severity // of most findings; a rule may lower it where the evidence is thin
	Title    string   // one line for the list of rules
	About    string   // what is wrong, why it matters, what to do
	Evidence string   // how we know
	Service  []string // what Connect answers when a flow with this fault is published

	anyFormat bool // runs on documents that are no flow too
	check     func(*pass)
}

// Rules returns all rules in the order in which they run.
func Rules() []Rule { return rules }

// RuleOf returns the rule of a code.
func RuleOf(code string) (*Rule, bool) {
	for i := range rules {
		if rules[i].Code == code {
			return &rules[i], true
		}
	}
	return nil, false
}

var rules = []Rule{
	notAFlow,
	legacyFormat,
	malformed,
	byteOrderMark,
	duplicateKey,
	version,
	typeMismatch,
	limits,
	moduleSettings,
	moduleContract,
	startMissing,
	identifier,
	duplicateIdentifier,
	unknownActionType,
	flowTypeRule,
	terminalWithTransitions,
	missingNextAction,
	missingBranch,
	forbiddenBranch,
	unwiredBranch,
	danglingTarget,
	conditionSet,
	missingParameter,
	unknownParameter,
	disputedParameter,
	emptyValue,
	oneOf,
	invalidValue,
	moduleCall,
	moduleBranches,
	moduleReturn,
	unreachableBlock,
	endlessLoop,
	queueNotSet,
	lambdaResult,
	unsetAttribute,
	silentDisconnect,
	promptBeforeVoice,
	recordingWithoutNotice,
	sensitiveInput,
	queueFlowEnds,
	dequeueWithoutPrompts,
	nestedWait,
	similarNames,
	channelRule,
	voiceIDEnded,
	retiredBlock,
	unresolvedResource,
	severalInstances,
	repeatedName,
	doubledReference,
	reservedTag,
	attributeSize,
	templatePlaceholder,
	milliseconds,
}
