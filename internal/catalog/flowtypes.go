package catalog

// FlowTypes returns the ten flow types of the API and MODULE, in the order in
// which people meet them. Metadata is the name that the console writes to a
// file's Metadata.type; the campaign's is not known (facts.md §3).
func FlowTypes() []FlowType {
	return []FlowType{
		{API: inbound, Name: "Inbound flow", Metadata: "contactFlow", Summary: "Calls, chats, tasks and emails that come in; also disconnect and guide flows."},
		{API: customerQueue, Name: "Customer queue flow", Metadata: "customerQueue", Summary: "What customers meet while they wait in a queue."},
		{API: customerHold, Name: "Customer hold flow", Metadata: "customerHold", Summary: "What customers hear on hold."},
		{API: customerWhisper, Name: "Customer whisper flow", Metadata: "customerWhisper", Summary: "What customers hear before they are joined with an agent."},
		{API: outboundWhisper, Name: "Outbound whisper flow", Metadata: "outboundWhisper", Summary: "What customers hear at an outbound call."},
		{API: agentHold, Name: "Agent hold flow", Metadata: "agentHold", Summary: "What agents hear on hold."},
		{API: agentWhisper, Name: "Agent whisper flow", Metadata: "agentWhisper", Summary: "What agents hear before they are joined with a customer."},
		{API: agentTransfer, Name: "Transfer to agent flow", Metadata: "agentTransfer", Summary: "Transfers to an agent by quick connect."},
		{API: queueTransfer, Name: "Transfer to queue flow", Metadata: "queueTransfer", Summary: "Transfers to a queue by quick connect."},
		{API: campaign, Name: "Campaign flow", Metadata: "", Summary: "The journey of an outbound campaign."},
		{API: module, Name: "Module", Metadata: "", Summary: "A part that flows share."},
	}
}

// FlowTypeName is what people call a flow type; the API's name when it is not known.
func FlowTypeName(api string) string {
	for _, t := range FlowTypes() {
		if t.API == api {
			return t.Name
		}
	}
	return api
}
