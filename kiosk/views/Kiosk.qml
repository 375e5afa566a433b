import QtQuick
import Look

// The kiosk: header and bar (tall) or rail (wide) stay, the page between them changes.
Rectangle {
    id: root
    color: Theme.paper
    focus: true
    Keys.onPressed: event => {
        if (!event.isAutoRepeat && event.text !== "" && "0123456789*#".indexOf(event.text) >= 0) { event.accepted = true; screen.typed(event.text) }
    }

    Item {
        id: stage
        readonly property bool tall: root.height > root.width
        width: tall ? 1080 : 1280
        height: tall ? 1920 : 800
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: screen.view.shift_x
        anchors.verticalCenterOffset: screen.view.shift_y
        readonly property bool isResting: screen.view.page === "attract" || screen.view.page === "dark"
        scale: Math.min(root.width / width, root.height / height)

        // A long touch on nothing brings the care mode.
        MouseArea {
            anchors.fill: parent
            pressAndHoldInterval: 2000
            onPressAndHold: screen.hold()
        }
        Loader {
            active: stage.tall
            visible: !stage.isResting
            sourceComponent: Header { x: 60; y: 48; width: 960; height: 96 }
        }
        Loader {
            id: page
            objectName: "page"
            anchors.fill: parent
            source: screen.view.layout + ".qml"
            onLoaded: if (Theme.is_moving) fade.restart()
            NumberAnimation { id: fade; target: page.item; property: "opacity"; from: 0; to: 1; duration: Theme.page_fade_ms; easing.type: Easing.OutQuad }
        }
        // After the page: the focus goes as one reads, and the bar comes last.
        Loader {
            active: stage.tall
            visible: !stage.isResting
            sourceComponent: Bar {}
        }
        Loader {
            active: stage.tall
            sourceComponent: AloneStrip { y: 148; width: 1080; height: 48 }
        }
        Loader {
            active: !stage.tall
            visible: !stage.isResting
            sourceComponent: Rail { width: 328; height: 800 }
        }
        PointHandler { onActiveChanged: if (active) screen.touch_anywhere() }
    }
}
