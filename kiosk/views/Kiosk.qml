import QtQuick
import Look

// The kiosk: header and bar (tall) or rail (wide) stay, the page between them changes.
Rectangle {
    id: root
    color: Theme.paper
    focus: true
    readonly property var technician: screen.technician.view
    readonly property bool isTechnicians: technician.page !== ""
    Keys.onPressed: event => {
        if (event.isAutoRepeat) return
        const isEnter = isTechnicians && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
        const sign = isEnter ? "#" : isTechnicians && event.key === Qt.Key_Backspace ? "*" : event.text
        if (technician.is_on && event.key === Qt.Key_T && event.modifiers === (Qt.ControlModifier | Qt.AltModifier)) { event.accepted = true; screen.technician.hold() }
        else if (sign !== "" && "0123456789*#".indexOf(sign) >= 0) { event.accepted = true; isTechnicians ? screen.technician.type(sign) : screen.typed(sign) }
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
        enabled: !root.isTechnicians

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
        // The hall's name, held for five seconds: the technician's PIN. Held for two it does what any long touch does.
        MouseArea {
            visible: root.technician.is_on && !stage.isResting
            x: stage.tall ? 60 : 0; y: stage.tall ? 36 : 0
            width: stage.tall ? 620 : 328; height: stage.tall ? 112 : 104
            pressAndHoldInterval: 2000
            onPressAndHold: screen.hold()
            onPressed: held.restart()
            onReleased: held.stop()
            onCanceled: held.stop()
            onContainsMouseChanged: if (!containsMouse) held.stop()
            Timer { id: held; interval: 5000; onTriggered: screen.technician.hold() }
        }
        PointHandler { onActiveChanged: if (active) screen.touch_anywhere() }
    }
    // Over everything, also over a picture that has moved against burn-in.
    Loader {
        active: root.isTechnicians
        anchors.centerIn: parent
        width: stage.width; height: stage.height; scale: stage.scale
        source: "../technician/views/Technician.qml"
        onLoaded: { item.tall = Qt.binding(() => stage.tall); root.forceActiveFocus() }
    }
}
