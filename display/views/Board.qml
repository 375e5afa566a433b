import QtQuick
import Look

// A TV board: its parts where the layout puts them, or one page over them all. Drawn at the layout's own size and scaled.
Rectangle {
    id: root
    readonly property bool isDark: screen.view.page === "off"
    color: isDark ? "black" : Theme.night

    Item {
        id: stage
        readonly property string page: screen.view.page
        readonly property bool hasParts: page === "calling" || page === "called" || page === "quiet" || page === "stale"
        width: screen.view.width
        height: screen.view.height
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)
        visible: !root.isDark

        Repeater {
            model: screen.view.places
            delegate: Loader {
                required property var row
                readonly property var place: row
                readonly property bool isOld: stage.page === "stale"
                readonly property bool isFrame: row.shows === "zone" || row.shows === "notices"
                active: row.is_shown && (stage.hasParts || isFrame)
                visible: active
                x: row.x
                y: row.y
                width: row.w
                height: row.h
                sourceComponent: parts[row.shows]
            }
        }
        Loader {
            active: stage.page === "stale"
            x: screen.view.stale.x
            y: screen.view.stale.y
            width: screen.view.stale.w
            height: screen.view.stale.h
            sourceComponent: Stopped {}
        }
        Loader {
            active: !stage.hasParts
            x: screen.view.body.x
            y: screen.view.body.y
            width: screen.view.body.w
            height: screen.view.body.h
            sourceComponent: Message { isTrouble: stage.page === "order" || stage.page === "emergency" }
        }
    }
    QtObject {
        id: parts
        readonly property Component zone: Component { ZoneStrip {} }
        readonly property Component calls: Component { Calls {} }
        readonly property Component waiting: Component { Waiting {} }
        readonly property Component paused: Component { Paused {} }
        readonly property Component others: Component { OtherHall {} }
        readonly property Component windows: Component { WindowTable {} }
        readonly property Component window: Component { OwnWindow {} }
        readonly property Component today: Component { Today {} }
        readonly property Component media: Component { Media {} }
        readonly property Component notices: Component { NoticeStrip {} }
    }
}
