package otlp

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"

	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// Signal is a kind of telemetry; each has an address of its own.
type Signal string

// The signals.
const (
	Traces  Signal = "traces"
	Metrics Signal = "metrics"
)

// Signals lists the signals in the order in which they are sent.
func Signals() []Signal { return []Signal{Traces, Metrics} }

// Batch is the body of one request.
type Batch struct {
	Signal Signal
	// Upto is the number of events that it tells of.
	Upto int
	// Items is how many spans or points it holds.
	Items int
	// Body is the request in Protobuf.
	Body []byte
}

func (t *Telemetry) batch(signal Signal, upto, items int, message proto.Message) Batch {
	// Only what is not UTF-8 cannot be written, and text leaves none of that.
	body, _ := proto.MarshalOptions{Deterministic: true}.Marshal(message)
	return Batch{Signal: signal, Upto: upto, Items: items, Body: body}
}

// message returns an empty message of a signal. It is the request's on the wire,
// which has the same fields.
func message(signal Signal) (proto.Message, error) {
	switch signal {
	case Traces:
		return &tracepb.TracesData{}, nil
	case Metrics:
		return &metricspb.MetricsData{}, nil
	default:
		return nil, fmt.Errorf("there is no signal %q", signal)
	}
}

// JSON returns a request in the JSON of OTLP: everything that is in it, as a person
// can read it and as a collector takes it in.
func JSON(signal Signal, body []byte) ([]byte, error) {
	m, err := message(signal)
	if err != nil {
		return nil, err
	}
	if err := proto.Unmarshal(body, m); err != nil {
		return nil, fmt.Errorf("reading a request: %w", err)
	}
	loose, err := protojson.MarshalOptions{UseEnumNumbers: true}.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("writing a request as JSON: %w", err)
	}
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(loose))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, fmt.Errorf("writing a request as JSON: %w", err)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(hexed(tree)); err != nil {
		return nil, fmt.Errorf("writing a request as JSON: %w", err)
	}
	return attributes.ReplaceAll(out.Bytes(), []byte(`{"key": $1, "value": {$2: $3}}`)), nil
}

// attributes are what most of a request consists of; each is read best in a line.
var attributes = regexp.MustCompile(`\{\n\s+"key": ("(?:[^"\\]|\\.)*"),\n\s+"value": \{\n\s+("\w+"): (.*)\n\s+\}\n\s+\}`)

// hexed writes the ids in hexadecimal, where OTLP departs from the JSON of
// Protobuf, which has base64.
func hexed(tree any) any {
	switch t := tree.(type) {
	case []any:
		for i := range t {
			t[i] = hexed(t[i])
		}
	case map[string]any:
		for name, value := range t {
			t[name] = hexed(value)
			id, ok := value.(string)
			if !ok || name != "traceId" && name != "spanId" && name != "parentSpanId" {
				continue
			}
			if raw, err := base64.StdEncoding.DecodeString(id); err == nil {
				t[name] = hex.EncodeToString(raw)
			}
		}
	}
	return tree
}
