import QtQuick
import Look

// The technician's page: lies over the citizens' and takes every touch.
Rectangle {
    id: root
    readonly property var desk: screen.technician
    readonly property string page: desk.view.page
    property bool tall: true
    color: Theme.paper
    // Whatever is under it does not hear of touches.
    MouseArea { anchors.fill: parent }

    Loader { anchors.fill: parent; active: root.page === "pin"; sourceComponent: PinPage { tall: root.tall } }
    Loader { anchors.fill: parent; active: root.page === "status"; sourceComponent: StatusPage { tall: root.tall } }
    Loader { anchors.fill: parent; active: root.page === "log"; sourceComponent: LogPage { tall: root.tall } }
    Loader { anchors.fill: parent; active: root.page === "touch"; sourceComponent: TouchPage { } }

    PointHandler { onActiveChanged: if (active) root.desk.touch_anywhere() }
}
