package githubtest

import (
	"encoding/json"
	"net/http"
)

// device is how the next sign-in by a code goes.
type device struct {
	client string
	// answers are what is answered to each time that is asked whether the code
	// was typed; the last one again and again.
	answers []string
	polls   int
}

// The answers to whether a code was typed, beside a token.
const (
	Pending  = "authorization_pending"
	SlowDown = "slow_down"
	Expired  = "expired_token"
	Denied   = "access_denied"
)

// Code is the code that is given out to be typed.
const Code = "WDJB-MJHT"

// Device has people sign in by a code as the app with the id: to each question
// whether it was typed comes the next of the answers, which are those named here
// or a token.
func (s *Server) Device(client string, answers ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.device = device{client: client, answers: answers}
}

func (s *Server) giveCode(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.FormValue("client_id") != s.device.client || s.device.client == "" {
		w.WriteHeader(http.StatusNotFound)
		s.say(w, map[string]any{"error": "Not Found"})
		return
	}
	s.say(w, map[string]any{
		"device_code": "3584d83530557fdd1f46af8289938c8ef79f9dc5", "user_code": Code,
		"verification_uri": s.web.URL + "/login/device", "expires_in": 899, "interval": 5,
	})
}

func (s *Server) giveToken(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.FormValue("device_code") != "3584d83530557fdd1f46af8289938c8ef79f9dc5" || r.FormValue("grant_type") != "urn:ietf:params:oauth:grant-type:device_code" {
		s.say(w, map[string]any{"error": "incorrect_device_code", "error_description": "The device_code provided is not valid."})
		return
	}
	answer := s.device.answers[min(s.device.polls, len(s.device.answers)-1)]
	s.device.polls++
	switch answer {
	case Pending, Expired, Denied:
		s.say(w, map[string]any{"error": answer, "error_description": "See the docs."})
	case SlowDown:
		s.say(w, map[string]any{"error": answer, "error_description": "Too many requests.", "interval": 5})
	default:
		s.say(w, map[string]any{"access_token": answer, "token_type": "bearer", "scope": r.FormValue("scope")})
	}
}

// say sends what is no part of the described API.
func (s *Server) say(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		s.t.Errorf("answering: %v", err)
	}
}
