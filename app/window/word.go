package window

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"firstlight/app"
)

// heedWords brings the window forward, at the step, when the person chooses one of
// its notifications. The page shows them, since it knows whether she looks at it.
func heedWords(ctx context.Context, emit app.Emitter) {
	runtime.OnNotificationResponse(ctx, func(result runtime.NotificationResult) {
		if result.Error != nil || result.Response.ActionIdentifier != chosen {
			return
		}
		runtime.WindowUnminimise(ctx)
		runtime.Show(ctx)
		runtime.WindowShow(ctx)
		if step, ok := result.Response.UserInfo["step"].(string); ok {
			emit.Emit(app.EventSought, app.Sought{Step: step})
		}
	})
}

// chosen is what Wails says of a notification that was chosen itself.
const chosen = "DEFAULT_ACTION"
