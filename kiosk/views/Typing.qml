import QtQuick
import Look

// A code or a telephone number is typed.
Item {
    id: page
    readonly property bool tall: height > width
    readonly property bool large: screen.view.is_large
    readonly property var errand: screen.view.errand
    Title { visible: page.tall; x: 60; y: 170; size: page.large ? 78 : 60; secondSize: 30 }
    Rectangle {
        x: page.errand.x; y: page.errand.y; width: page.errand.w; height: page.errand.h
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.quiet_border
        border.color: Theme.ink
        Words {
            objectName: "typed"
            visible: text !== ""
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.lift * size
            text: page.errand.typed
            size: page.tall ? (page.large ? 92 : 76) : page.large ? 72 : 62; bold: true; lines: 1.0
            font.letterSpacing: 2
            width: Math.min(implicitWidth, parent.width - 40); fontSizeMode: Text.HorizontalFit; minimumPixelSize: 30
        }
        Words {
            visible: page.errand.typed === ""
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -2
            width: parent.width - 40
            horizontalAlignment: Text.AlignHCenter; fontSizeMode: Text.HorizontalFit; minimumPixelSize: page.tall ? 24 : 18
            text: page.errand.lead.text
            size: (page.tall ? 34 : 24) * (page.large ? 1.25 : 1); color: Theme.ink2
        }
    }
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton { isLeft: false }
    }
}
