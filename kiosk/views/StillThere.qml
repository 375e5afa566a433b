import QtQuick
import Look

// Is anybody still there? Time runs out, and more can be had.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property real grown: screen.view.is_large ? 1.25 : 1
    readonly property real edge: tall ? 60 : 352
    readonly property real wide: tall ? 960 : 904
    Icon { name: "clock"; x: page.edge - 0.1 * size; y: page.tall ? 520 : 96; size: page.tall ? 150 : 104 }
    Column {
        x: page.edge; y: page.tall ? 710 : 230; width: page.wide; spacing: 6
        Words { objectName: "notice"; width: parent.width; text: screen.view.title.text; size: (page.tall ? 92 : 60) * page.grown; bold: true; lines: 1.2; fontSizeMode: Text.HorizontalFit }
        Words { width: parent.width; text: screen.view.title.second; size: page.tall ? 38 : 24; color: Theme.ink2 }
    }
    Countdown { x: page.edge; y: page.tall ? 960 : 400; width: page.wide; height: page.tall ? 16 : 12; share: screen.view.countdown.share }
    Words { x: page.edge; y: page.tall ? 1000 : 426; width: page.wide; text: screen.view.countdown.words; size: (page.tall ? 32 : 21) * page.grown; color: Theme.ink2 }
    TouchButton {
        objectName: "more-time"
        x: page.edge; y: page.tall ? 1180 : 500; width: (page.wide - 24) / 2; height: page.tall ? 160 : 118
        kind: "quiet"; icon: "clock"; size: (page.tall ? 40 : 28) * page.grown; secondSize: page.tall ? 26 : 18; iconSize: page.tall ? 56 : 40
        text: Texts.say("timeout.more"); second: Texts.other("timeout.more")
        onTouched: screen.more_time()
    }
    TouchButton {
        objectName: "go-on"
        x: page.edge + page.wide - width; y: page.tall ? 1180 : 500; width: (page.wide - 24) / 2; height: page.tall ? 160 : 118
        icon: "check"; size: (page.tall ? 40 : 28) * page.grown; secondSize: page.tall ? 26 : 18; iconSize: page.tall ? 56 : 40
        text: Texts.say("timeout.go"); second: Texts.other("timeout.go")
        onTouched: screen.go_on()
    }
}
