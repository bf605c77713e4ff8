package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"switchyard.dev/switchyard/internal/live"
)

// metrics has a registry of its own, so that two servers in one process (tests)
// do not meet.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	imports  *prometheus.CounterVec
	handler  http.Handler
}

func newMetrics(version string, hub *live.Hub) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "switchyard_http_requests_total", Help: "Answered requests by route and status.",
		}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "switchyard_http_request_seconds", Help: "Time to answer by route; websockets are left out.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5},
		}, []string{"method", "route"}),
		imports: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "switchyard_imports_total", Help: "Imports by outcome: imported, refused.",
		}, []string{"outcome"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "switchyard_build_info", Help: "Always 1; the label says which release runs.",
		ConstLabels: prometheus.Labels{"version": version},
	})
	build.Set(1)
	registry := prometheus.NewRegistry()
	registry.MustRegister(hubMetrics(hub)...)
	registry.MustRegister(m.requests, m.seconds, m.imports, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.handler = promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
	return m
}

// hubMetrics reads the hub's own counts when somebody asks.
func hubMetrics(hub *live.Hub) []prometheus.Collector {
	gauge := func(name, help string, read func(live.Stats) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return read(hub.Stats()) })
	}
	count := func(name, help string, read func(live.Stats) float64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return read(hub.Stats()) })
	}
	return []prometheus.Collector{
		gauge("switchyard_live_connections", "Open websockets of designers.", func(s live.Stats) float64 { return float64(s.Connections) }),
		gauge("switchyard_live_flows", "Flows that are open now.", func(s live.Stats) float64 { return float64(s.Rooms) }),
		count("switchyard_live_batches_total", "Batches of edits on disk.", func(s live.Stats) float64 { return float64(s.Batches) }),
		count("switchyard_live_commits_total", "Transactions that wrote them.", func(s live.Stats) float64 { return float64(s.Commits) }),
		count("switchyard_live_rejected_total", "Batches that were refused.", func(s live.Stats) float64 { return float64(s.Rejected) }),
		count("switchyard_live_commit_failures_total", "Commits that failed or met somebody else's.", func(s live.Stats) float64 { return float64(s.Failures) }),
		count("switchyard_live_slow_closed_total", "Connections closed because they did not read.", func(s live.Stats) float64 { return float64(s.SlowClosed) }),
		count("switchyard_live_commit_seconds_total", "Time spent in commits.", func(s live.Stats) float64 { return s.CommitTime.Seconds() }),
		count("switchyard_lint_runs_total", "Lint runs of open drafts.", func(s live.Stats) float64 { return float64(s.LintRuns) }),
		count("switchyard_lint_seconds_total", "Time spent in them.", func(s live.Stats) float64 { return s.LintTime.Seconds() }),
	}
}

// observe counts one answer. A status of 0 is a connection that was taken over.
func (m *metrics) observe(rt route, status int, took time.Duration) {
	if status == 0 {
		status = http.StatusSwitchingProtocols
	}
	m.requests.WithLabelValues(rt.method, rt.path, strconv.Itoa(status)).Inc()
	if rt.path != livePath {
		m.seconds.WithLabelValues(rt.method, rt.path).Observe(took.Seconds())
	}
}
