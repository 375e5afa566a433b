import QtQuick
import Look

// A TV board: the zone's strip above, the notices below, the page between them. Drawn at 1920×1080 or 1080×1920.
Rectangle {
    id: root
    color: Theme.night

    Item {
        id: stage
        readonly property bool tall: screen.view.form === "portrait"
        readonly property string page: screen.view.page
        readonly property bool hasCalls: page === "calling" || page === "called" || page === "quiet"
        readonly property bool hasHall: screen.view.zone.text !== ""
        width: tall ? 1080 : 1920
        height: tall ? 1920 : 1080
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)

        ZoneStrip { tall: stage.tall; width: parent.width; height: tall ? 184 : 116; visible: stage.hasHall }
        Loader {
            active: stage.hasCalls
            anchors.fill: parent
            sourceComponent: Calls { tall: stage.tall }
        }
        Loader {
            active: stage.page === "stale"
            anchors.fill: parent
            sourceComponent: Stopped { tall: stage.tall }
        }
        Loader {
            active: stage.hasCalls || stage.page === "stale"
            anchors.fill: parent
            sourceComponent: Waiting { tall: stage.tall; isOld: stage.page === "stale" }
        }
        Loader {
            active: !stage.hasCalls && stage.page !== "stale"
            x: 48
            y: !stage.hasHall ? 0 : stage.tall ? 184 : 116
            width: parent.width - 96
            height: (notices.visible ? notices.y : parent.height) - y
            sourceComponent: Message { tall: stage.tall; isTrouble: stage.page === "order" || stage.page === "emergency" }
        }
        NoticeStrip {
            id: notices
            tall: stage.tall
            visible: screen.view.notice !== ""
            y: parent.height - height
            width: parent.width
            height: tall ? 122 : 92
        }
    }
}
